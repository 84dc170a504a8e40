package dev.logtrail.trail;

import java.util.Locale;

/** Why an event is in its trail. The order is stored: append only. */
public enum Basis {
  /** Its own request id says so. */
  REQUEST_ID,
  /** It stands between START and END. */
  MARKERS,
  /** It was written before START: initialisation. */
  INIT,
  /** It was written after END, by the same environment. */
  AFTER_END,
  /** START never came; the start was worked out. */
  INFERRED,
  /** Known only from a log result. */
  LOG_RESULT,
  /** It belongs to no request (yet): an environment trail's own. */
  ENVIRONMENT;

  /** The word in JSON, SQL, metrics and on the page: lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
