package dev.logtrail.trail;

import java.util.Locale;

/** How a request ended. Of several that apply, the most severe counts. */
public enum Outcome {
  TIMEOUT(0, 7),
  OUT_OF_MEMORY(1, 6),
  CRASH(2, 5),
  INIT_ERROR(3, 4),
  ERROR(4, 3),
  SUCCESS(5, 2),
  RUNNING(6, 1),
  UNKNOWN(7, 0);

  private static final CodeTable<Outcome> CODES =
      new CodeTable<>("outcome", values(), Outcome::code);

  private final int code;
  private final int severity;

  Outcome(int code, int severity) {
    this.code = code;
    this.severity = severity;
  }

  /** The number under which it is stored; never changed and never used again. */
  public int code() {
    return code;
  }

  /** How bad it is: higher is worse, 0 if nothing is known. Not stored. */
  public int severity() {
    return severity;
  }

  /** Whether the request failed: {@link #ERROR} or worse. */
  public boolean isFailure() {
    return severity >= ERROR.severity;
  }

  /** The more severe of two, of which either may be null; null if both are. */
  public static Outcome worse(Outcome a, Outcome b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return b.severity > a.severity ? b : a;
  }

  /**
   * The outcome that is stored under a code.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Outcome ofCode(int code) {
    return CODES.get(code);
  }

  /** The word in JSON, SQL, metrics and on the page: lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
