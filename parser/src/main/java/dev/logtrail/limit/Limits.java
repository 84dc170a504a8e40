package dev.logtrail.limit;

/**
 * Every limit that a sender, a reader or an operator can hit, with its default. The unit stands
 * last in each name. What the whole process may hold in memory is in {@link MemoryBudgets}.
 *
 * <p>Nothing is cut or left out in silence: what a limit refuses is said in the answer, and what it
 * drops or cuts is counted in {@code /api/v1/status} or marked in the trail.
 */
public final class Limits {
  /** What a door keeps at most of a delivery decoded, so that the job need not do it again. */
  public static final long DECODED_AHEAD_BYTES = 768L << 10;

  private Limits() {}

  // Senders: one delivery.

  /** A request body as sent, compressed or not. A sender whose body is larger gets 413. */
  public static final int BODY_BYTES = 64 << 20;

  /**
   * One payload, decompressed. It is refused by name: 413, or a dead letter of its record. Heaps
   * below the usual 512 MB have room for less, and say so.
   */
  public static final int PAYLOAD_BYTES = 64 << 20;

  /** All payloads of one delivery together, decompressed. Refused as {@link #PAYLOAD_BYTES} is. */
  public static final long DELIVERY_BYTES = 1L << 30;

  /**
   * One number in the JSON of a delivery, or one text with backslashes in it that is read as base64
   * or in an invocation's payload. The document around a longer one is a dead letter. A message or
   * a name over its own limit is found to be so without being read.
   */
  public static final int JSON_TEXT_CHARS = 8 << 20;

  /**
   * Events of one log stream that are handed on at once; a longer document is handed on in parts.
   */
  public static final int BATCH_EVENTS = 1_000;

  /** The same in characters of messages and ids. */
  public static final int BATCH_CHARS = 1 << 20;

  /** A delivery waits this long for memory to be decoded in. Then its sender gets 503. */
  public static final long DECODING_WAIT_MS = 5_000;

  /** When a sender that found no memory may try again. */
  public static final int MEMORY_RETRY_AFTER_S = 2;

  /** One event's message in UTF-8, as in CloudWatch Logs. A larger event is a dead letter. */
  public static final int EVENT_BYTES = 1 << 20;

  /**
   * Layers of gzip around one payload: Firehose may compress what CloudWatch Logs already has. What
   * is packed more often cannot be read.
   */
  public static final int GZIP_LAYERS = 3;

  /**
   * A name in UTF-8: account, region, log group, log stream, function. CloudWatch Logs allows 512
   * characters. A record with a longer name is a dead letter.
   */
  public static final int NAME_BYTES = 512;

  /** A request id in a line. A longer one is text, not an id. */
  public static final int REQUEST_ID_CHARS = 200;

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

  // Senders: how a body comes in.

  /** Bodies that come in or are worked on at once. The next sender gets 503 at once. */
  public static final int BODIES = 2_000;

  /** A body that has not come in whole after this time is given up: 408. */
  public static final long BODY_MS = 60_000;

  /** The least that must have come on average, once {@link #BODY_GRACE_MS} are over; else 408. */
  public static final long BODY_BYTES_PER_SECOND = 1_024;

  /** A body may be as slow as it likes for this time. */
  public static final long BODY_GRACE_MS = 5_000;

  /** Bodies that are decoded, or wait for the inbox's commit, at once. */
  public static final int INGEST_THREADS = 48;

  /** Whole bodies that wait for one of these threads. The next sender gets 503 at once. */
  public static final int INGEST_WAITING = 512;

  // Senders: the inbox.

  /**
   * Deliveries that wait to be stored; {@code --inbox-mb} sets it. Beyond, senders get 503 and try
   * again after {@link #INBOX_RETRY_AFTER_S}.
   */
  public static final long INBOX_BYTES = 1L << 30;

  /** When a sender that found the inbox full may try again: the {@code Retry-After} it is told. */
  public static final int INBOX_RETRY_AFTER_S = 5;

  /** Deliveries that wait for the inbox's next commit. The next sender's answer waits for room. */
  public static final int INBOX_COMMIT_DELIVERIES = 4_096;

  // Senders: dead letters.

  /**
   * The bytes of one dead letter; larger than any batch of events that the job hands on. Of a
   * longer one the first are kept, and it says so: it can be looked at, but not tried again.
   */
  public static final int DEAD_LETTER_BYTES = 16 << 20;

  /** The reason of a dead letter. A longer one is cut. */
  public static final int DEAD_LETTER_REASON_CHARS = 2_000;

  /**
   * All dead letters together, {@link #DEAD_LETTER_ROW_BYTES} for each of them included. Beyond,
   * the oldest of those senders go that have most, so that garbage of one pushes out none of
   * another; they are counted as {@code dead_letter_limit}.
   */
  public static final long DEAD_LETTERS_BYTES = 256L << 20;

  /** What a dead letter takes beside its bytes. */
  public static final int DEAD_LETTER_ROW_BYTES = 1 << 10;

  /** Dead letters that one call tries again. The answer says how many are left. */
  public static final int DEAD_LETTERS_RETRIED = 1_000;

  /** Dead letters of another version that the background task tries again in one step. */
  public static final int DEAD_LETTERS_RETRIED_A_STEP = 50;

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

  /** A page of a search is answered after this time with what was found, and a cursor. */
  public static final long SEARCH_PAGE_MS = 3_000;

  /** A search that is streamed ends after this time, with a cursor. */
  public static final long SEARCH_STREAM_MS = 60_000;

  /** A live tail client with a pattern gets what this much searching finds of its newest trails. */
  public static final long SEARCH_TAIL_MS = 1_000;

  /** Points of one group in a series of statistics. A reader that asks for more gets 400. */
  public static final int SERIES_POINTS = 1_500;

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

  // Users of the commands.

  /** Events that {@code logtrail split} sorts in memory. More are spilled to a temporary file. */
  public static final long SPLIT_MEMORY_BYTES = 256L << 20;

  /** A JSON document or line of an input of {@code split} or {@code replay}; longer: an error. */
  public static final int INPUT_RECORD_BYTES = 1 << 30;

  /** First lines of a text that tell what carried it. */
  public static final int CARRIER_LINES = 500;

  /** The same in characters. */
  public static final int CARRIER_CHARS = 256 << 10;

  /** Events that {@code logtrail replay} packs into one payload. */
  public static final int REPLAY_PAYLOAD_EVENTS = 200;

  /** Text that {@code logtrail replay} packs into one payload. */
  public static final int REPLAY_PAYLOAD_CHARS = 1_000_000;

  /** About how much of an input {@code logtrail replay} sends in one request, uncompressed. */
  public static final int REPLAY_REQUEST_BYTES = 1 << 20;
}
