package dev.logtrail.limit;

/**
 * Every limit of the server, with its default: lists, searches, the live tail, tokens, threads,
 * calls of the store. The unit stands last in each name.
 *
 * <p>Nothing is cut or left out in silence: what a limit refuses is said in the answer, and what it
 * drops or cuts is counted in {@code /api/v1/status} or marked in the trail.
 */
public final class ServerLimits {
  private ServerLimits() {}

  // Operators: redaction.

  /** How long a server that stops waits for the requests that it has begun, in ms. */
  public static final long STOP_MS = 3_000;

  // Readers: lists and searches.

  /** Trails on a page, if the reader gives no {@code limit}. */
  public static final int DEFAULT_PAGE_TRAILS = 50;

  /** The largest {@code limit} of a page. A reader that asks for more gets 400. */
  public static final int PAGE_TRAILS = 1_000;

  /** The same with {@code entries=true}, which makes a page a hundred times heavier. */
  public static final int ENTRY_PAGE_TRAILS = 100;

  /** Text of the events of several trails that an answer has in memory at once; of one, all. */
  public static final long ANSWER_PART_BYTES = 4L << 20;

  /** Text of an answer's events from which it is written while it is made. */
  public static final long ANSWER_STREAM_BYTES = 256L << 10;

  /** The largest {@code limit} of an answer that is streamed, which is also its default. */
  public static final int EXPORT_TRAILS = 1_000_000;

  /** Trails of one X-Ray trace in an answer. The answer says that there are more. */
  public static final int TRACE_TRAILS = 500;

  /** Requests of one execution in an answer. The answer says that there are more. */
  public static final int EXECUTION_TRAILS = 500;

  /** The largest trail, in bytes of text, that is read for the line that a list shows of it. */
  public static final int PREVIEWED_TRAIL_BYTES = 1 << 20;

  /**
   * Trails whose entries are read for one page, where a filter (a level other than ERROR) needs
   * them. The page may be short, or empty, and has a cursor.
   */
  public static final int LEVEL_PAGE_TRAILS = 500;

  /** A filter pattern {@code q}; AWS has the same limit. A reader with a longer one gets 400. */
  public static final int PATTERN_CHARS = 1_024;

  /**
   * What the counted repeats of one regular expression may come to, such as 3 for {@code %a{1,3}%}.
   * A search costs as many steps for each character of an event. A pattern with more gets 400.
   */
  public static final int PATTERN_REPEATS = 250;

  /** Trails that an index names for one search. Days beyond are read, newest first. */
  public static final int INDEXED_SEARCH_TRAILS = 1_000_000;

  /** The fields that a filter box offers are those of so many of the newest trails. */
  public static final int FIELDS_TRAILS = 100;

  /** No further trail is read for them after this time. */
  public static final long FIELDS_MS = 500;

  /** So many names of fields are told, and of each so many values. */
  public static final int FIELDS_NAMES = 200;

  /** The values told of a field. */
  public static final int FIELDS_VALUES = 10;

  /** A page of a search is answered after this time with what was found, and a cursor. */
  public static final long SEARCH_PAGE_MS = 3_000;

  /** A search that is streamed ends after this time, with a cursor. */
  public static final long SEARCH_STREAM_MS = 60_000;

  /** A live tail client with a pattern gets what this much searching finds of its newest trails. */
  public static final long SEARCH_TAIL_MS = 1_000;

  /** Points of one group in a series of statistics. A reader that asks for more gets 400. */
  public static final int SERIES_POINTS = 1_500;

  /**
   * Steps of all groups' series in an answer of statistics, where the caller does not say whether
   * it wants them. Of more the series of all together is told alone, and {@code seriesOf} says so.
   */
  public static final int GROUP_SERIES_POINTS = 10_000;

  /** Changed minutes that an answer counts as not yet in the statistics. */
  public static final int PENDING_MINUTES = 10_000;

  /** The largest {@code limit} of a page of dead letters. */
  public static final int DEAD_LETTER_PAGE = 200;

  /** The beginning of a dead letter's bytes that a list shows. */
  public static final int DEAD_LETTER_LISTED_BYTES = 400;

  /** The same where one letter is shown. All its bytes can be downloaded. */
  public static final int DEAD_LETTER_SHOWN_BYTES = 64 << 10;

  // Readers: the live tail.

  /** Clients that follow at once. The next gets 503 and {@link #TAIL_RETRY_AFTER_S}. */
  public static final int TAIL_CLIENTS = 500;

  /** Clients that follow with one token. The next gets 429. */
  public static final int TAIL_CLIENTS_OF_TOKEN = 250;

  /** Clients that follow from one address with one token. The next gets 429. */
  public static final int TAIL_CLIENTS_OF_ADDRESS = 100;

  /** When a reader that found all places of the live tail taken may try again. */
  public static final int TAIL_RETRY_AFTER_S = 10;

  /** Frames that wait for one client. One that is slower loses them and is sent a reset. */
  public static final int TAIL_QUEUE_FRAMES = 2_000;

  /** The same in bytes. */
  public static final int TAIL_QUEUE_BYTES = 8 << 20;

  /** Trails that change at once, or while a client was away. Beyond, clients are sent a reset. */
  public static final int TAIL_CHANGED_TRAILS = 2_000;

  /** The largest {@code last}: newest trails that a client is sent first. Beyond: 400. */
  public static final int TAIL_LAST_TRAILS = 100;

  /** Entries that the live tail remembers having sent. A forgotten trail is sent again, whole. */
  public static final int TAIL_REMEMBERED_ENTRIES = 1_000_000;

  /** Trails of which one live tail of readable text remembers what it wrote; the others whole. */
  public static final int TAIL_PRINTED_TRAILS = 1_000;

  /** Lines of these trails. */
  public static final int TAIL_PRINTED_LINES = 50_000;

  // Readers and senders: tokens.

  /** Requests of one token. {@code --token-requests-per-second} sets it; beyond: 429. */
  public static final long TOKEN_REQUESTS_PER_SECOND = 2_000;

  /** Bytes of its bodies and answers. {@code --token-bytes-per-second} sets it; beyond: 429. */
  public static final long TOKEN_BYTES_PER_SECOND = 256L << 20;

  /** Tokens in a tokens file. A longer file is not taken. */
  public static final int TOKENS = 1_000;

  /** A tokens file. A longer one is not taken. */
  public static final int TOKENS_FILE_BYTES = 1 << 20;

  /** Lines of the access log that wait to be written. Beyond, they are dropped and counted. */
  public static final int ACCESS_LOG_LINES = 8_192;

  /**
   * A file of the access log. Then it is put aside as {@code .1}, and the one before is deleted.
   */
  public static final long ACCESS_LOG_BYTES = 64L << 20;

  // Callers: functions to invoke.

  /** What a function is given. Lambda has the same limit. A larger payload gets 413. */
  public static final int INVOKE_BYTES = 6 << 20;

  /** Functions that run at once for all callers. The next caller gets 503. */
  public static final int INVOKES = 32;

  /** The same for the holders of one token, or all who need none. The next gets 429. */
  public static final int INVOKES_OF_TOKEN = 8;

  /** Functions that one token may invoke in a minute. Beyond: 429. */
  public static final int INVOKES_PER_MINUTE = 60;

  // Readers and senders: threads.

  /** Threads of the HTTP server. */
  public static final int HTTP_THREADS = 250;

  /** Of these, kept for health checks, metrics and the server itself. Others get 503 instead. */
  public static final int HTTP_THREADS_KEPT = 50;

  /** Requests that ask the store at once. The next reader gets 503 at once. */
  public static final int STORE_REQUESTS = 100;

  // Readers and senders: the store.

  /** A request waits for a connection to PostgreSQL for this time, then gets 503. */
  public static final long CONNECTION_WAIT_MS = 10_000;

  /** One statement of a reader, or of a sender's delivery. The request gets 503. */
  public static final int READ_STATEMENT_S = 30;

  /** One statement of the job. It fails, and the delivery is taken again. */
  public static final int WRITE_STATEMENT_S = 60;

  /** One statement of a background task. It fails, and the task is run again. */
  public static final int UPKEEP_STATEMENT_S = 600;

  /** A statement waits for a lock of another for this time, then fails as one that is too long. */
  public static final int LOCK_WAIT_S = 20;

  /** A transaction in which nothing happens is ended by the server, with its connection. */
  public static final int IDLE_TRANSACTION_S = 120;

  /** A connection that listens, or holds the job's lease, is given up without an answer. */
  public static final int LISTENER_ANSWER_S = 20;

  /** When a request that the store could not answer may be repeated. */
  public static final int STORE_RETRY_AFTER_S = 5;
}
