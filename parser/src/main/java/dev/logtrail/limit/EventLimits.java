package dev.logtrail.limit;

/**
 * Every limit on what becomes of events, with its default: streams, trails, entries, redaction, how
 * long things are kept. The unit stands last in each name.
 *
 * <p>Nothing is cut or left out in silence: what a limit refuses is said in the answer, and what it
 * drops or cuts is counted in {@code /api/v1/status} or marked in the trail.
 */
public final class EventLimits {
  private EventLimits() {}

  // Senders: one delivery.

  /**
   * Text of one trail, and 200 bytes for each event, up to which a flush derives its header with a
   * log result at once. Larger ones follow within seconds.
   */
  public static final long MERGED_TRAIL_BYTES = 1L << 20;

  /** The same of all trails that one flush derives so. */
  public static final long MERGED_FLUSH_BYTES = 8L << 20;

  /** The same of the trails that a background task derives at once. */
  public static final long DERIVED_BATCH_BYTES = 16L << 20;

  /** Trails that a background task derives at once. */
  public static final int DERIVED_BATCH_TRAILS = 1_000;

  // Senders: streams and trails.

  /**
   * Events of one trail. Later ones are dropped and counted as {@code trail_limit}, and the trail
   * says so.
   */
  public static final int TRAIL_EVENTS = 100_000;

  /** Messages of one trail in UTF-8. Later events are dropped as with {@link #TRAIL_EVENTS}. */
  public static final long TRAIL_BYTES = 64L << 20;

  /**
   * Requests of one stream that started, have not reported and are remembered. For an older one the
   * store is asked, which takes longer and changes no result.
   */
  public static final int OPEN_REQUESTS = 1_000;

  /** Lines of one stream whose request is not certain yet. Of older ones the store is asked. */
  public static final int UNSETTLED_LINES = 1_000;

  /** Ids of one stream that lines name and no marker does. Beyond, the stream is read anew. */
  public static final int UNRESOLVED_IDS = 50_000;

  /** Request ids of a stored stream that are read at once. Of more, only the ids asked for are. */
  public static final int STREAM_REQUEST_IDS = 10_000;

  // Senders: one log record. Nothing is lost here: the raw event is kept and shown.

  /** Levels of a JSON line that become fields. What lies deeper is kept as JSON text. */
  public static final int JSON_LEVELS = 32;

  /** Values of a JSON line that become fields. Objects and arrays after them stay JSON text. */
  public static final int JSON_VALUES = 20_000;

  /** Keys of a JSON line. Later ones are counted in its field {@code _truncated}. */
  public static final int JSON_KEYS = 1_000;

  /** Causes of an exception, one inside the other. Later ones are left out. */
  public static final int EXCEPTION_CAUSES = 20;

  /** Events that are joined to one entry, such as a traceback printed line by line. */
  public static final int ENTRY_EVENTS = 1_000;

  /** Text of the events that are joined to one entry. The rest are entries of their own. */
  public static final int ENTRY_CHARS = 1 << 20;

  /** Parts that Lambda cut one long record into and that are put together again. */
  public static final int CUT_RECORD_PARTS = 64;

  /** Text of such a record. The parts beyond are entries of their own. */
  public static final int CUT_RECORD_CHARS = 4 << 20;

  /** Tracing spans before the text of a Rust line. What follows them is text. */
  public static final int RUST_SPANS = 32;

  // Operators: how long things are kept. Trails are kept for ever unless --retention-days is set.

  /** An open trail is closed (close reason {@code idle}) after this time without an event. */
  public static final int IDLE_MINUTES = 20;

  /** A live tail client that comes back later than this begins with the newest trails. */
  public static final int CHANGE_HOURS = 1;

  /** Records that could not be read can be looked at and sent again for this time. */
  public static final int DEAD_LETTER_DAYS = 14;

  /** Counts of dropped events are shown for this time. */
  public static final int DROPPED_COUNT_DAYS = 400;

  // Operators: redaction.

  /** Rules of the operator's own. With more the program does not start. */
  public static final int REDACTION_RULES = 50;

  /** The regular expression of one of them. */
  public static final int REDACTION_PATTERN_CHARS = 1_024;
}
