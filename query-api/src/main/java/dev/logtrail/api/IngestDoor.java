package dev.logtrail.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.UnaryOperator;

/** One way in over HTTP, as a plain function. It answers only when the data is durable. */
@FunctionalInterface
public interface IngestDoor {

  /**
   * Takes a request.
   *
   * @param header gives a request header by name (case does not matter), null if absent
   * @param query gives a query parameter by name, null if absent
   * @param body the body as sent; the door limits how much it reads
   * @return what to answer
   * @throws IOException if the client goes away
   */
  Answer handle(UnaryOperator<String> header, UnaryOperator<String> query, InputStream body)
      throws IOException;
}
