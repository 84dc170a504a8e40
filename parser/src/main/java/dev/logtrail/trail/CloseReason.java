package dev.logtrail.trail;

import java.util.Locale;

/** Why a trail stopped growing. */
public enum CloseReason {
  REPORT(0),
  NEXT_START(1),
  IDLE(2),
  LIMIT(3),
  LOG_RESULT_ONLY(4);

  private static final CodeTable<CloseReason> CODES =
      new CodeTable<>("close reason", values(), CloseReason::code);

  private final int code;

  CloseReason(int code) {
    this.code = code;
  }

  /** The number under which it is stored; never changed and never used again. */
  public int code() {
    return code;
  }

  /**
   * The close reason that is stored under a code.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static CloseReason ofCode(int code) {
    return CODES.get(code);
  }

  /** The word in JSON, SQL, metrics and on the page: lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
