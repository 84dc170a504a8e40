package dev.logtrail.store.stats;

/**
 * Which statistics are asked for. Times are epoch ms; null means all.
 *
 * @param functionName exactly
 * @param account exactly
 * @param region exactly
 * @param from first start; on a full minute
 * @param to end of the span, itself not in it; on a full minute
 * @param stepMs length of a bucket, full minutes; buckets begin at multiples of it since 1970.
 *     Null: one bucket, beginning at {@code from}
 * @param byVersion whether a function's versions are told apart
 */
public record StatsQuery(
    String functionName,
    String account,
    String region,
    long from,
    long to,
    Long stepMs,
    boolean byVersion) {
  /** The finest step, in ms. */
  public static final long MINUTE_MS = 60_000;

  public StatsQuery {
    if (from >= to) {
      throw new IllegalArgumentException("from " + from + " is not before to " + to);
    }
    check("from", from);
    check("to", to);
    if (stepMs != null) {
      check("stepMs", stepMs);
      if (stepMs < MINUTE_MS) {
        throw new IllegalArgumentException("stepMs is " + stepMs + "; right would be a minute");
      }
    }
  }

  private static void check(String name, long ms) {
    if (ms % MINUTE_MS != 0) {
      throw new IllegalArgumentException(
          name + " is " + ms + "; right would be a multiple of " + MINUTE_MS);
    }
  }
}
