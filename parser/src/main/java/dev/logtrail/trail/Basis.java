package dev.logtrail.trail;

import java.util.Locale;

/** Why an event is in its trail. */
public enum Basis {
  /** Its own request id says so. */
  REQUEST_ID(0),
  /** It stands between START and END. */
  MARKERS(1),
  /** It was written before START: initialisation. */
  INIT(2),
  /** It was written after END, by the same environment. */
  AFTER_END(3),
  /** START never came; the start was worked out. */
  INFERRED(4),
  /** Known only from a log result. */
  LOG_RESULT(5),
  /** It belongs to no request (yet): an environment trail's own. */
  ENVIRONMENT(6),
  /**
   * Its own request id says so, and its time or its trace says otherwise: on Managed Instances a
   * library that keeps the id of the last caller writes it into the lines of others.
   */
  DISPUTED(7);

  private static final CodeTable<Basis> CODES = new CodeTable<>("basis", values(), Basis::code);

  private final int code;

  Basis(int code) {
    this.code = code;
  }

  /** The number under which it is stored; never changed and never used again. */
  public int code() {
    return code;
  }

  /**
   * The basis that is stored under a code.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Basis ofCode(int code) {
    return CODES.get(code);
  }

  /** The word in JSON, SQL, metrics and on the page: lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
