package dev.logtrail.trail;

import java.util.Locale;

/** How a request ended; the first that applies, in this order. The order is stored: append only. */
public enum Outcome {
  TIMEOUT,
  OUT_OF_MEMORY,
  CRASH,
  INIT_ERROR,
  ERROR,
  SUCCESS,
  RUNNING,
  UNKNOWN;

  /** The word in JSON, SQL, metrics and on the page: lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
