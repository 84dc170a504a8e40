package dev.logtrail.line;

/** How far a request id on a line can be trusted. */
public enum IdStrength {
  /** There is none. */
  NONE,
  /**
   * There is none, since its process had no request yet: Python's JSON records say so by an empty
   * id. Their time is cut to the second.
   */
  BEFORE_FIRST,
  /** Some JSON key: counts only if a marker of the same stream names the id. */
  WEAK,
  /**
   * A record in the runtime's own JSON shape: strong in a JSON-format stream, weak where the
   * markers are text.
   */
  RECORD,
  /** The runtime's own prefix column, or a platform record. */
  STRONG
}
