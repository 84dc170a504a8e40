package dev.logtrail.job.repair;

/**
 * A range of time.
 *
 * @param from epoch ms, inclusive
 * @param to epoch ms, inclusive
 */
record TimeRange(long from, long to) {
  private static final long FIRST = Long.MIN_VALUE + 1;

  /** All time. */
  static final TimeRange EVER = new TimeRange(FIRST, Long.MAX_VALUE);

  /** The shortest range that holds this one and a time. */
  TimeRange with(long time) {
    return new TimeRange(Math.min(from, time), Math.max(to, time));
  }

  TimeRange fromBeginning() {
    return new TimeRange(EVER.from, to);
  }

  TimeRange toEnd() {
    return new TimeRange(from, EVER.to);
  }
}
