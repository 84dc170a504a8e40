package dev.logtrail.ingest.door;

/** There is no room for a delivery now; nothing of it was taken. */
public final class HandoverFullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int retryAfterSeconds;

  /**
   * @param message what is full, and its limit
   * @param retryAfterSeconds when to try again, at least 1
   */
  public HandoverFullException(String message, int retryAfterSeconds) {
    super(message);
    if (retryAfterSeconds < 1) {
      throw new IllegalArgumentException("try again after 1 second or more: " + retryAfterSeconds);
    }
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** When to try again, in seconds from now. */
  int retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
