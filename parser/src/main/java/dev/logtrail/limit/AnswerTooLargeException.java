package dev.logtrail.limit;

/** An answer does not fit into the memory that is kept for its kind. */
public final class AnswerTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean forEver;

  private AnswerTooLargeException(String message, boolean forEver) {
    super(message, null, false, false);
    this.forEver = forEver;
  }

  /**
   * Others hold what it needs.
   *
   * @param budget its name, in the plural: {@code answers}
   */
  static AnswerTooLargeException now(String budget, long limitBytes) {
    return new AnswerTooLargeException(
        "Other %s take the %d bytes of memory that are kept for %s; try again."
            .formatted(budget, limitBytes, budget),
        false);
  }

  /** It needs more than it may ever hold. */
  static AnswerTooLargeException ever(String budget, long limitBytes) {
    return new AnswerTooLargeException(
        "It takes more than %d bytes of memory, the most that one of the %s may with this heap."
            .formatted(limitBytes, budget),
        true);
  }

  /** Whether trying again cannot help. */
  public boolean isForEver() {
    return forEver;
  }
}
