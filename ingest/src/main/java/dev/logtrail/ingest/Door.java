package dev.logtrail.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.UnaryOperator;

/**
 * One way in over HTTP, as a plain function: it decodes, counts, hands over, nothing else. Safe for
 * use by several threads.
 */
@FunctionalInterface
public interface Door {
  /**
   * Takes a request. An answer of 200 means that what it says is accepted is durable.
   *
   * @param header gives a request header by name, in any case; null if absent
   * @param query gives a query parameter by name; null if absent
   * @param body the body as sent; no more than the limit is read
   * @throws IOException if the body cannot be read to its end
   */
  DoorAnswer handle(UnaryOperator<String> header, UnaryOperator<String> query, InputStream body)
      throws IOException;
}
