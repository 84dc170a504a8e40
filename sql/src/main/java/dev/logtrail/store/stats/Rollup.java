package dev.logtrail.store.stats;

import java.util.EnumMap;
import java.util.Map;

/**
 * The figures of some requests together, and their durations. Figures without a value are null.
 * Grows by {@link #merge}; not thread-safe.
 */
public final class Rollup {
  private final Map<RollupMetric, Number> values = new EnumMap<>(RollupMetric.class);
  private final DurationSketch durations = new DurationSketch();

  /** An empty rollup. */
  public Rollup() {
    for (RollupMetric m : RollupMetric.values()) {
      values.put(m, m.merge() == RollupMetric.Merge.SUM ? Long.valueOf(0) : null);
    }
  }

  /**
   * Replaces a figure.
   *
   * @param value a Double for durations, else a Long; null if there is none
   */
  public void set(RollupMetric metric, Number value) {
    values.put(metric, value);
  }

  /** A figure that is a sum. */
  public long count(RollupMetric metric) {
    return values.get(metric).longValue();
  }

  /** A figure, or null if there is none. */
  public Number value(RollupMetric metric) {
    return values.get(metric);
  }

  /** The durations of those that print one, in ms. */
  public DurationSketch durations() {
    return durations;
  }

  /** Adds all of another. */
  public void merge(Rollup other) {
    values.replaceAll((metric, value) -> merged(metric, value, other.values.get(metric)));
    durations.add(other.durations);
  }

  private static Number merged(RollupMetric m, Number a, Number b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    if (m.merge() == RollupMetric.Merge.SUM) {
      // Neither is negative; a log may print any figure.
      long sum = a.longValue() + b.longValue();
      return sum < 0 ? Long.MAX_VALUE : sum;
    }
    boolean first = a.doubleValue() >= b.doubleValue() != (m.merge() == RollupMetric.Merge.MIN);
    return first ? a : b;
  }

  /** All figures in the order of {@link RollupMetric}, for tests. */
  @Override
  public String toString() {
    return values.values() + " of " + durations.count() + " durations";
  }
}
