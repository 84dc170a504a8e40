package dev.logtrail.api.loki;

/**
 * The moments that numbers are wanted for.
 *
 * @param start the first, in epoch ms
 * @param stepMs between two; more than 0
 * @param points how many; at least one
 */
record Grid(long start, long stepMs, int points) {
  /** One moment. */
  static Grid at(long ms) {
    return new Grid(ms, 1, 1);
  }

  /** Those of a span, which need not end with one. */
  static Grid over(long start, long end, long stepMs) {
    return new Grid(start, stepMs, (int) ((end - start) / stepMs) + 1);
  }

  long end() {
    return moment(points - 1);
  }

  /** The moment of a point. */
  long moment(int point) {
    return start + point * stepMs;
  }
}
