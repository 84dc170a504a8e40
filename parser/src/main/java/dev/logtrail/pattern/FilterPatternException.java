package dev.logtrail.pattern;

/** The fault of a filter pattern that cannot be read: where, what, and what would be right. */
public final class FilterPatternException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final int column;
  private final String reason;

  FilterPatternException(int column, String reason) {
    super("column " + column + ": " + reason);
    this.column = column;
    this.reason = reason;
  }

  /**
   * Where reading stopped.
   *
   * @return the character of the pattern, counted from 1; one past the end if something is missing
   */
  public int column() {
    return column;
  }

  /** What is wrong there, and what would be right. */
  public String reason() {
    return reason;
  }
}
