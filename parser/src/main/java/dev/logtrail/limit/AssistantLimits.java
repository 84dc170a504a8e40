package dev.logtrail.limit;

/**
 * The limits of what assistants ask ({@code /mcp}) and of explanations. What an answer leaves out
 * is said in it, with the call that brings it.
 */
public final class AssistantLimits {
  private AssistantLimits() {}

  /** A call with its arguments. A larger one gets 413. */
  public static final int CALL_BYTES = 256 << 10;

  /** Calls that are worked on at once. The next gets 503. */
  public static final int CALLS = 16;

  /** Characters of an answer, if the caller gives no {@code maxChars}: about 3,000 tokens. */
  public static final int DEFAULT_ANSWER_CHARS = 12_000;

  /** The largest {@code maxChars}. */
  public static final int ANSWER_CHARS = 100_000;

  /** Characters of one entry in an answer about a request. */
  public static final int ENTRY_CHARS = 2_000;

  /** Trails in an answer to a search. */
  public static final int SEARCH_TRAILS = 50;

  /** The longest time that {@code tail_once} waits for something new, in s. */
  public static final int TAIL_WAIT_S = 20;

  /** Trails that {@code tail_once} answers with. The rest is counted. */
  public static final int TAIL_TRAILS = 20;

  /** Trails that went well, newest first, of which an explanation learns what is usual. */
  public static final int USUAL_TRAILS = 50;

  /** The largest of these, in bytes of text. */
  public static final int USUAL_TRAIL_BYTES = 256 << 10;

  /** Earlier failures, newest first, that an explanation compares with. */
  public static final int COMPARED_FAILURES = 100;

  /** Lines before a failure that an explanation shows. */
  public static final int LINES_BEFORE = 12;
}
