package dev.logtrail.limit;

/** The limits of insights; an answer says of how many requests it was made, and whether of all. */
public final class InsightLimits {
  private InsightLimits() {}

  /** Requests, newest first, that an answer is made of. */
  public static final int TRAILS = 1_000;

  /** The largest of these whose lines are read, in bytes of text. */
  public static final long TRAIL_BYTES = 1L << 20;

  /** Requests with a log result in an answer, newest first; figures are of all. */
  public static final int WITNESSES = 50;

  /** Failed requests, newest first, that are compared with what their function usually writes. */
  public static final int FAILURES = 20;

  /** The largest of these, in bytes of text. */
  public static final long FAILURE_BYTES = 256 << 10;

  /** Environments in an answer, those with the newest requests first; the poisoned before all. */
  public static final int ENVIRONMENTS = 200;

  /** Functions of which an answer tells what they left running, most first. */
  public static final int FUNCTIONS = 200;

  /**
   * So long after a log result a line of it that CloudWatch has not delivered is not waited for.
   */
  public static final long LATEST_LINE_MS = 15 * 60_000;

  /** Statements in an answer, those that write most first. */
  public static final int STATEMENTS = 100;

  /** Templates that are told apart. Others are counted together. */
  public static final int TEMPLATES = 10_000;

  /** A log result that comes so long after the last line did not come with the response. */
  public static final long PROMPT_MS = 60_000;
}
