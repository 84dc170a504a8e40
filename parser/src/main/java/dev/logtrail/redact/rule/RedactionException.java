package dev.logtrail.redact.rule;

/** A rule cannot be used; the message says what is wrong and what would be right. */
public final class RedactionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RedactionException(String message) {
    super(message);
  }
}
