package dev.logtrail.limit;

/**
 * The limits of questions in LogQL. What one of them cuts off is an error in words, never an answer
 * that lacks something.
 */
public final class LokiLimits {
  private LokiLimits() {}

  /** Characters of a query. */
  public static final int QUERY_CHARS = 5_000;

  /** Stages of a pipeline, and operators between numbers. */
  public static final int STAGES = 50;

  /** Brackets within brackets. */
  public static final int DEPTH = 30;

  /** The default {@code limit} of lines. */
  public static final int DEFAULT_LINES = 100;

  /** The largest {@code limit} of lines. */
  public static final int LINES = 5_000;

  /** Lines that one question about numbers counts. */
  public static final int COUNTED_LINES = 5_000_000;

  /** Lines that one question about an unwrapped label reads. */
  public static final int UNWRAPPED_LINES = 1_000_000;

  /** Values that the spans of all its points may hold together. */
  public static final long SPAN_VALUES = 100_000_000;

  /** Series that are put together to an answer. */
  public static final int COUNTED_SERIES = 5_000;

  /** Points of all these series together. */
  public static final int CELLS = 2_000_000;

  /** Points of one series. */
  public static final int POINTS = 11_000;

  /** Series in an answer. */
  public static final int SERIES = 500;

  /** How long one question may read, in ms. */
  public static final long READ_MS = 15_000;

  /** Questions that read lines at once. A dashboard asks more; these wait for their turn. */
  public static final int READERS = 3;

  /** Questions that wait. The next gets 503. */
  public static final int WAITING_READERS = 30;

  /** How long one waits at most, in ms. */
  public static final long WAIT_MS = 30_000;

  /** How long before the span of a question a request may have begun, in ms. */
  public static final long LONGEST_TRAIL_MS = 40 * 60_000L;

  /**
   * How long before its start a request's init may have written, in ms, for a span that ends
   * between both.
   */
  public static final long LONGEST_INIT_MS = 15 * 60_000L;

  /** The same of a request that is no cold start. */
  public static final long BEFORE_WARM_START_MS = 15_000;

  /** Clients that follow by WebSocket at once. The next is closed with 1013, try again later. */
  public static final int TAIL_CLIENTS = 50;

  /** The same with one token. */
  public static final int TAIL_CLIENTS_OF_TOKEN = 25;

  /** How many of them read the store at once. */
  public static final int TAIL_READERS = 4;

  /** Lines of one frame. */
  public static final int TAIL_FRAME_LINES = 500;

  /** How old a line may be, in ms, when a client comes, to be sent to it as a new one. */
  public static final long TAIL_LATE_MS = 120_000;

  /** Lines that are remembered of one client, so that none is sent twice. */
  public static final int TAIL_REMEMBERED_LINES = 200_000;

  /** The longest {@code delay_for}, in s. */
  public static final int TAIL_DELAY_S = 5;

  /** How long a client may take for a frame, in ms. A slower one is cut off. */
  public static final long TAIL_SEND_MS = 30_000;

  /** Lines that fields and patterns are told from. */
  public static final int SAMPLED_LINES = 1_000;
}
