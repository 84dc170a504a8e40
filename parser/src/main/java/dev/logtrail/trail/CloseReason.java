package dev.logtrail.trail;

import java.util.Locale;

/** Why a trail stopped growing. The order is stored: append only. */
public enum CloseReason {
  REPORT,
  NEXT_START,
  IDLE,
  LIMIT,
  LOG_RESULT_ONLY;

  /** The word in JSON, SQL, metrics and on the page: lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
