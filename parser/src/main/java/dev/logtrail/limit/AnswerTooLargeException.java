package dev.logtrail.limit;

/** An answer does not fit into the memory that is kept for answers. */
public final class AnswerTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean forEver;

  private AnswerTooLargeException(String message, boolean forEver) {
    super(message, null, false, false);
    this.forEver = forEver;
  }

  static AnswerTooLargeException now(long limitBytes) {
    return new AnswerTooLargeException(
        "Other answers take the "
            + limitBytes
            + " bytes of memory that are kept for answers; try again.",
        false);
  }

  static AnswerTooLargeException ever(long limitBytes) {
    return new AnswerTooLargeException(
        "The answer takes more than "
            + limitBytes
            + " bytes of memory, the most that one answer may; ask for less, such as one trail, or"
            + " give the server more heap.",
        true);
  }

  /** Whether trying again cannot help. */
  public boolean isForEver() {
    return forEver;
  }
}
