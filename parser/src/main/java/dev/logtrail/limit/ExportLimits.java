package dev.logtrail.limit;

/**
 * The limits of what is handed to other systems. Nothing is left out because of one; whoever does
 * not take it is waited for, with the position stored.
 */
public final class ExportLimits {
  private ExportLimits() {}

  /** Trails that are read at once. */
  public static final int BATCH_TRAILS = 100;

  /**
   * Spans in one request. After each request it is noted that it was taken: so many are sent twice
   * at most when the program is killed.
   */
  public static final int REQUEST_SPANS = 20;

  /** Lines in one request: the same. */
  public static final int REQUEST_LINES = 200;

  /** Text of these, in bytes; one trail may be larger. */
  public static final long BATCH_BYTES = 4L << 20;

  /** Text of the lines in one request, in bytes; one line may be larger. */
  public static final long REQUEST_BYTES = 256L << 10;

  /**
   * A request whose last event is older is not begun to be exported, in ms: for so long it is known
   * what was sent. Else whatever touches old rows, such as a better parser, would send them again.
   */
  public static final long OLDEST_MS = 2 * 86_400_000L;

  /** Changes that are read from the feed at once. */
  public static final int CHANGES = 200;

  /** How old a change must be, in ms: what comes together is sent together. */
  public static final long SETTLE_MS = 5_000;

  /** How long a program has the right to export without asking again, in ms. */
  public static final long HOLD_MS = 20_000;

  /** A receiver that does not connect, in ms. */
  public static final long CONNECT_MS = 5_000;

  /** A receiver that does not answer, in ms. */
  public static final long ANSWER_MS = 10_000;

  /** The longest pause after a fault, in ms. */
  public static final long LONGEST_PAUSE_MS = 60_000;

  /** The longest pause that a receiver may ask for by Retry-After, in ms. */
  public static final long LONGEST_RETRY_AFTER_MS = 300_000;

  /** The beginning of a receiver's answer that is read for what it says, in bytes. */
  public static final int ANSWER_BYTES = 16 << 10;
}
