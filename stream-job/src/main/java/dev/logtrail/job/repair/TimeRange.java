package dev.logtrail.job.repair;

/**
 * A span of time.
 *
 * @param from epoch ms, inclusive
 * @param to epoch ms, inclusive
 */
record TimeRange(long from, long to) {
  private static final long FIRST = Long.MIN_VALUE + 1;

  /** All time. */
  static final TimeRange EVER = new TimeRange(FIRST, Long.MAX_VALUE);

  /** The shortest span that holds this one and a time. */
  TimeRange with(long time) {
    return new TimeRange(Math.min(from, time), Math.max(to, time));
  }

  TimeRange fromEver() {
    return new TimeRange(EVER.from, to);
  }

  TimeRange forEver() {
    return new TimeRange(from, EVER.to);
  }
}
