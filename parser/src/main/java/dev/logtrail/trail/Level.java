package dev.logtrail.trail;

/** A log level, in rising order: a filter for a level means that level or above. */
public enum Level {
  TRACE,
  DEBUG,
  INFO,
  WARN,
  ERROR,
  FATAL;

  /** Whether this level is {@code other} or above. */
  public boolean atLeast(Level other) {
    return compareTo(other) >= 0;
  }
}
