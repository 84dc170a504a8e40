package dev.logtrail.cli;

/**
 * Something the user can put right; the message says what is wrong and what would be right. No
 * stack trace is shown.
 */
final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UserError(String message) {
    super(message);
  }

  UserError(String message, Throwable cause) {
    super(message, cause);
  }
}
