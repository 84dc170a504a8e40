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

  // CloudWatch Logs.

  /** Calls a second, of all log groups of a region together, with which reading begins. */
  public static final double LOGS_CALLS_PER_SECOND = 5;

  /** The most, however little AWS throttles. */
  public static final double LOGS_MOST_CALLS_PER_SECOND = 25;

  /** The fewest, however much AWS throttles. */
  public static final double LOGS_FEWEST_CALLS_PER_SECOND = 0.5;

  /** What a page of events is taken to need in memory: a megabyte of text, and its copies. */
  public static final long LOGS_PAGE_BYTES = 4L << 20;

  /** Ids of events of which is known that they were read; of so many more the half. */
  public static final int LOGS_SEEN_IDS = 1 << 18;

  /** Log groups that are read. Of more, those that were found first. */
  public static final int LOG_GROUPS = 10_000;

  // Live Tail.

  /** Groups of one session: AWS takes no more. */
  public static final int LIVE_GROUPS = 10;

  /** Sessions of an account in a region: AWS lets all its users have 15. */
  public static final int LIVE_SESSIONS = 3;

  /** What lines take in memory that were shown and may not be stored yet. */
  public static final long LIVE_BYTES = 8L << 20;

  /** Lines of one stream that are remembered. */
  public static final int LIVE_STREAM_LINES = 2_000;

  /** How long a line is shown that is never read. */
  public static final long LIVE_UNREAD_MS = 5 * 60_000L;

  /** How long one that was read tells whose the lines behind it are. */
  public static final long LIVE_CONTEXT_MS = 2 * 60_000L;

  /** How long after it was read a line is stored at the latest, as a rule. */
  public static final long LIVE_STORED_WITHIN_MS = 5_000;

  // S3.

  /** What one piece of an object takes in memory before it is decoded. */
  public static final int S3_PIECE_BYTES = 1 << 20;

  /** How long of an object is known that it was read, however late others appear beside it. */
  public static final long S3_REMEMBERED_MS = 6 * 3_600_000L;

  /** Of how many that is known at most. */
  public static final int S3_REMEMBERED_OBJECTS = 10_000;

  /** Objects that wait to be read; of more, those that were put there first. */
  public static final int S3_WAITING_OBJECTS = 10_000;

  /** How often an object is tried before it is left out. */
  public static final int S3_TRIES = 20;

  /** The shortest time between two looks for new objects. */
  public static final long S3_LOOK_MS = 10_000;

  // All of them.

  /** The longest time until a call that failed is made again. */
  public static final long SLOWEST_RETRY_MS = 30_000;
}
