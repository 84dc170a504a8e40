package dev.logtrail.trail;

import java.util.Locale;

/** How something reached Logtrail. */
public enum Source {
  SUBSCRIPTION(0),
  FIREHOSE(1),
  KINESIS(2),
  API(3),
  FILE(4),
  LOG_RESULT(5),
  EVENTBRIDGE(6),
  PUBSUB(7);

  private static final CodeTable<Source> CODES = new CodeTable<>("source", values(), Source::code);

  private final int code;

  Source(int code) {
    this.code = code;
  }

  /** The number under which it is stored; never changed and never used again. */
  public int code() {
    return code;
  }

  /**
   * The source that is stored under a code.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Source ofCode(int code) {
    return CODES.get(code);
  }

  /** The word in JSON, metrics and on the page: lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** This source as one bit of a stored set. */
  public int bit() {
    return 1 << code;
  }
}
