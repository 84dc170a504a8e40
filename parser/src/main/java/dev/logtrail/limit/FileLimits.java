package dev.logtrail.limit;

/**
 * Every limit of the commands that read files, {@code split} and {@code replay}, with its default.
 * The unit stands last in each name.
 *
 * <p>Nothing is cut or left out in silence: what a limit refuses is said in the answer, and what it
 * drops or cuts is counted in {@code /api/v1/status} or marked in the trail.
 */
public final class FileLimits {
  private FileLimits() {}

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
