package dev.logtrail.limit;

/** The limits of alerts. */
public final class AlertLimits {
  private AlertLimits() {}

  /** Rules in a file. */
  public static final int RULES = 200;

  /** Receivers in a file. */
  public static final int TARGETS = 20;

  /** A file of rules, in bytes. */
  public static final int FILE_BYTES = 256 << 10;

  /** The longest window of a rule, in ms. */
  public static final long WINDOW_MS = 7 * 86_400_000L;

  /** Functions that one message names. The rest is counted. */
  public static final int NAMED_FUNCTIONS = 20;

  /** Requests that a rule of a pattern counts. More count as so many. */
  public static final int MATCHED_TRAILS = 1_000;

  /** How long a rule of a pattern searches, in ms. */
  public static final long SEARCH_MS = 3_000;

  /** Alerts in an answer. */
  public static final int LISTED = 1_000;

  /** Messages in an answer, the newest. */
  public static final int LISTED_MESSAGES = 50;

  /** Characters of each message in an answer. */
  public static final int LISTED_BODY_CHARS = 2_000;

  /** A receiver that does not answer, in ms. */
  public static final long ANSWER_MS = 10_000;

  /** The longest pause before a message is sent again, in ms. */
  public static final long LONGEST_PAUSE_MS = 600_000;

  /** A message that nobody has taken is given up after so long, in ms. */
  public static final long MESSAGE_MS = 86_400_000;

  /** What is over is kept for so long, in ms. */
  public static final long KEPT_MS = 30 * 86_400_000L;
}
