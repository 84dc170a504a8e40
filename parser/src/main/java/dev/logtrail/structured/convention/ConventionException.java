package dev.logtrail.structured.convention;

/**
 * A conventions file that cannot be used: the message says which entry, what is wrong and what
 * would be right.
 */
public final class ConventionException extends RuntimeException {
  ConventionException(String message) {
    super(message);
  }

  ConventionException(String message, Throwable cause) {
    super(message, cause);
  }
}
