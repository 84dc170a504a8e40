package dev.logtrail.limit;

/** Limits of what Logtrail reads by itself: how often it calls, and how much it takes at once. */
public final class FeedLimits {
  private FeedLimits() {}

  // Kinesis.

  /** The shortest time between two calls for one shard: AWS allows five a second. */
  public static final long KINESIS_CALL_MS = 200;

  /** The same after a call that brought nothing. */
  public static final long KINESIS_EMPTY_MS = 250;

  /** The longest time between two calls for a shard that AWS throttles, as others read it too. */
  public static final long KINESIS_SLOWEST_CALL_MS = 5_000;

  /** What one call for records may answer: memory is taken for it before it is made. */
  public static final long KINESIS_PAGE_BYTES = 10L << 20;

  /** The longest time until a call that failed is made again. */
  public static final long SLOWEST_RETRY_MS = 30_000;
}
