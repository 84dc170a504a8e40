package dev.logtrail.job;

/**
 * A span of time.
 *
 * @param from epoch ms, inclusive
 * @param to epoch ms, inclusive
 */
record Span(long from, long to) {
  private static final long FIRST = Long.MIN_VALUE + 1;

  /** All time. */
  static final Span EVER = new Span(FIRST, Long.MAX_VALUE);

  /** The shortest span that holds this one and a time. */
  Span with(long time) {
    return new Span(Math.min(from, time), Math.max(to, time));
  }

  Span fromEver() {
    return new Span(EVER.from, to);
  }

  Span forEver() {
    return new Span(from, EVER.to);
  }
}
