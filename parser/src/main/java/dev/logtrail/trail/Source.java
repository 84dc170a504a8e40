package dev.logtrail.trail;

import java.util.Locale;

/** How something reached Logtrail. The order is stored (as bits): append only. */
public enum Source {
  SUBSCRIPTION,
  FIREHOSE,
  KINESIS,
  API,
  FILE,
  LOG_RESULT;

  /** The word in JSON, metrics and on the page: lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** This source as one bit of a set. */
  public int bit() {
    return 1 << ordinal();
  }
}
