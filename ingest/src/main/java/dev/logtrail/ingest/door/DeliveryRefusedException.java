package dev.logtrail.ingest.door;

import java.util.Map;

/**
 * A door refuses a delivery: nothing of it was stored. The message says what was wrong and what
 * would be right; it is shown to the sender.
 */
public final class DeliveryRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final Integer retryAfterSeconds;

  /**
   * @param status the HTTP status that tells the sender whether to try again
   * @param detail what was wrong and what would be right
   */
  DeliveryRefusedException(int status, String detail) {
    this(status, detail, null);
  }

  /**
   * @param status the HTTP status that tells the sender whether to try again
   * @param detail what was wrong and what would be right
   * @param retryAfterSeconds when to try again, in seconds from now; null if that is not known
   */
  DeliveryRefusedException(int status, String detail, Integer retryAfterSeconds) {
    super(detail, null, false, false);
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** The HTTP status to answer with. */
  public int status() {
    return status;
  }

  /** Response headers that belong to the answer: {@code Retry-After}, or none. */
  public Map<String, String> headers() {
    return retryAfterSeconds == null
        ? Map.of()
        : Map.of("Retry-After", retryAfterSeconds.toString());
  }
}
