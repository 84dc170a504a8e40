package dev.logtrail.logql;

/** A text that is no LogQL, or LogQL that is not answered here; says what would be right. */
public final class LogQlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LogQlException(int column, String text) {
    super("column " + column + ": " + text, null, false, false);
  }
}
