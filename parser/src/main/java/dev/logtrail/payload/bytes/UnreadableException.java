package dev.logtrail.payload.bytes;

/**
 * Nothing in a delivery could be read. The message says what was wrong and what would be right, fit
 * for the sender's eyes.
 */
public class UnreadableException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With what was wrong and what would be right. */
  public UnreadableException(String message) {
    super(message);
  }

  /** The same, with the parser's own complaint as {@code cause}. */
  public UnreadableException(String message, Throwable cause) {
    super(message, cause);
  }
}
