package dev.logtrail.store.stats;

import java.util.Arrays;

/**
 * The figures of some requests together, and their durations. Figures without a value are null.
 * Grows by {@link #merge}; not thread-safe.
 */
public final class Rollup {
  private static final RollupMetric[] METRICS = RollupMetric.values();

  private final Number[] values = new Number[METRICS.length];
  private final DurationSketch durations = new DurationSketch();

  /** A rollup of nothing. */
  public Rollup() {
    for (RollupMetric m : METRICS) {
      values[m.ordinal()] = m.merge() == RollupMetric.Merge.SUM ? 0L : null;
    }
  }

  /**
   * Replaces a figure.
   *
   * @param value a Double for durations, else a Long; null if there is none
   */
  public void set(RollupMetric metric, Number value) {
    values[metric.ordinal()] = value;
  }

  /** A figure that is summed up. */
  public long count(RollupMetric metric) {
    return values[metric.ordinal()].longValue();
  }

  /** A figure, or null if there is none. */
  public Number value(RollupMetric metric) {
    return values[metric.ordinal()];
  }

  /** The durations of those that print one, in ms. */
  public DurationSketch durations() {
    return durations;
  }

  /** Adds all of another. */
  public void merge(Rollup other) {
    for (RollupMetric m : METRICS) {
      values[m.ordinal()] = merged(m, values[m.ordinal()], other.values[m.ordinal()]);
    }
    durations.add(other.durations);
  }

  private static Number merged(RollupMetric m, Number a, Number b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    if (m.merge() == RollupMetric.Merge.SUM) {
      return a.longValue() + b.longValue();
    }
    boolean first = a.doubleValue() >= b.doubleValue() != (m.merge() == RollupMetric.Merge.MIN);
    return first ? a : b;
  }

  /** All figures in the order of {@link RollupMetric}, for tests. */
  @Override
  public String toString() {
    return Arrays.toString(values) + " of " + durations.count() + " durations";
  }
}
