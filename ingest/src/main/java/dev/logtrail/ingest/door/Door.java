package dev.logtrail.ingest.door;

import dev.logtrail.trail.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;

/**
 * One way in over HTTP, as a plain function: it decodes, counts and hands over, nothing else. Safe
 * for use by several threads.
 */
public interface Door {
  /** Where a server mounts it, such as {@code /ingest/subscription}; it takes POST only. */
  String path();

  /**
   * Takes a request of a sender who may send everything, and waits for its answer.
   *
   * @throws IOException if the body cannot be read to its end
   * @throws DeliveryRefusedException if nothing was stored
   */
  default DoorAnswer handle(
      UnaryOperator<String> header, UnaryOperator<String> query, InputStream body)
      throws IOException, DeliveryRefusedException {
    return handle(header, query, body, Scope.ALL);
  }

  /**
   * Takes a request, and waits for its answer.
   *
   * @throws IOException if the body cannot be read to its end
   * @throws DeliveryRefusedException if nothing was stored
   */
  default DoorAnswer handle(
      UnaryOperator<String> header, UnaryOperator<String> query, InputStream body, Scope scope)
      throws IOException, DeliveryRefusedException {
    try {
      return take(header, query, body, scope).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof DeliveryRefusedException refused) {
        throw refused;
      }
      throw e;
    }
  }

  /**
   * Takes a request. An answer of 200 means that what it says is accepted is durable.
   *
   * @param header gives a request header by name, in any case; null if absent
   * @param query gives a query parameter by name; null if absent
   * @param body the body as sent; no more than the limit is read
   * @param scope what its sender may send: a delivery with anything out of it is refused, 403
   * @return the answer, on a thread that must not be made wait; fails with a {@link
   *     DeliveryRefusedException} as below
   * @throws IOException if the body cannot be read to its end
   * @throws DeliveryRefusedException if nothing was stored; the server answers with a problem (RFC
   *     9457) of its status and message
   */
  CompletableFuture<DoorAnswer> take(
      UnaryOperator<String> header, UnaryOperator<String> query, InputStream body, Scope scope)
      throws IOException, DeliveryRefusedException;

  /**
   * The answer to a request that the server refused before it reached the door, such as one without
   * a token, for a sender that does not understand problem documents.
   *
   * @param header gives a request header by name, in any case; null if absent
   * @param status the HTTP status
   * @param detail what was wrong and what would be right
   * @return null if the sender understands a problem document
   */
  default DoorAnswer refusal(UnaryOperator<String> header, int status, String detail) {
    return null;
  }
}
