package dev.logtrail.limit;

/** The limits of insights; an answer says of how many requests it was made, and whether of all. */
public final class InsightLimits {
  private InsightLimits() {}

  /** Requests, newest first, that an answer is made of. */
  public static final int TRAILS = 1_000;

  /** The largest of these whose lines are read, in bytes of text. */
  public static final long TRAIL_BYTES = 1L << 20;

  /** Statements in an answer, those that write most first. */
  public static final int STATEMENTS = 100;

  /** Templates that are told apart. Others are counted together. */
  public static final int TEMPLATES = 10_000;
}
