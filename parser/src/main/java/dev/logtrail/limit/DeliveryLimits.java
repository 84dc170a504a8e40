package dev.logtrail.limit;

/**
 * Every limit that a sender can hit before its events are attributed, with its default: how a body
 * comes in, how large it is, the inbox, dead letters. The unit stands last in each name. What the
 * whole process may hold in memory is in {@link MemoryBudgets}.
 *
 * <p>Nothing is cut or left out in silence: what a limit refuses is said in the answer, and what it
 * drops or cuts is counted in {@code /api/v1/status} or marked in the trail.
 */
public final class DeliveryLimits {
  private DeliveryLimits() {}

  /** What a door keeps at most of a delivery decoded, so that the job need not do it again. */
  public static final long DECODED_AHEAD_BYTES = 768L << 10;

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

  /**
   * A delivery that takes more, decoded, than this in memory is a large one: it waits in a queue of
   * its own, of which one is worked on at a time, piece by piece between others' deliveries.
   */
  public static final long LARGE_DELIVERY_BYTES = 8L << 20;

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

  // Senders: how a body comes in.

  /** Bodies that come in or are worked on at once. The next sender gets 503 at once. */
  public static final int BODIES = 2_000;

  /** A body that has not come in whole after this time is given up: 408. */
  public static final long BODY_MS = 60_000;

  /** The least that must have come on average, once {@link #BODY_GRACE_MS} are over; else 408. */
  public static final long BODY_BYTES_PER_SECOND = 1_024;

  /** A body may be as slow as it likes for this time. */
  public static final long BODY_GRACE_MS = 5_000;

  /** Bodies that are decoded at once. */
  public static final int INGEST_THREADS = 48;

  /**
   * Bodies that came with their request and are worked on by the HTTP server's threads, at once.
   */
  public static final int INGEST_SERVER_THREADS = 16;

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
}
