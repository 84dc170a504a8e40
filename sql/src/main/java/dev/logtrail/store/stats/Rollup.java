package dev.logtrail.store.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The figures of some requests together, and their durations. Figures without a value are null.
 * Grows by {@link #merge}; not thread-safe.
 *
 * <p>A month of a fleet is tens of thousands of these, so the figures stand in one array.
 */
public final class Rollup {
  private static final RollupMetric[] METRICS = RollupMetric.values();

  /** Those that begin without a value. */
  private static final int ABSENT = absent();

  /** By {@link RollupMetric}'s order; durations as the bits of a double. */
  private final long[] values = new long[METRICS.length];

  /** A bit for each figure that has no value. */
  private int absent = ABSENT;

  private final DurationSketch durations = new DurationSketch();

  private static int absent() {
    int bits = 0;
    for (RollupMetric m : METRICS) {
      if (m.merge() != RollupMetric.Merge.SUM) {
        bits |= 1 << m.ordinal();
      }
    }
    return bits;
  }

  /**
   * Replaces a figure.
   *
   * @param value a Double for durations, else a Long; null if there is none
   */
  public void set(RollupMetric metric, Number value) {
    if (value == null) {
      absent |= 1 << metric.ordinal();
    } else if (metric.isDuration()) {
      setBits(metric, Double.doubleToRawLongBits(value.doubleValue()));
    } else {
      setBits(metric, value.longValue());
    }
  }

  /** Replaces a figure that is no duration. */
  public void setCount(RollupMetric metric, long value) {
    setBits(metric, value);
  }

  private void setBits(RollupMetric metric, long bits) {
    values[metric.ordinal()] = bits;
    absent &= ~(1 << metric.ordinal());
  }

  private boolean has(RollupMetric metric) {
    return (absent & 1 << metric.ordinal()) == 0;
  }

  /** A figure that is a sum; 0 if there is none. */
  public long count(RollupMetric metric) {
    return has(metric) ? values[metric.ordinal()] : 0;
  }

  /** A figure, or null if there is none. */
  public Number value(RollupMetric metric) {
    if (!has(metric)) {
      return null;
    }
    long bits = values[metric.ordinal()];
    return metric.isDuration() ? (Number) Double.longBitsToDouble(bits) : (Number) bits;
  }

  /** The durations of those that print one, in ms. */
  public DurationSketch durations() {
    return durations;
  }

  /** Adds all of another. */
  public void merge(Rollup other) {
    for (RollupMetric m : METRICS) {
      if (other.has(m)) {
        long theirs = other.values[m.ordinal()];
        setBits(m, has(m) ? merged(m, values[m.ordinal()], theirs) : theirs);
      }
    }
    durations.add(other.durations);
  }

  private static long merged(RollupMetric m, long a, long b) {
    if (m.merge() == RollupMetric.Merge.SUM) {
      // Neither is negative; a log may print any figure.
      return a + b < 0 ? Long.MAX_VALUE : a + b;
    }
    int order =
        m.isDuration()
            ? Double.compare(Double.longBitsToDouble(a), Double.longBitsToDouble(b))
            : Long.compare(a, b);
    return order >= 0 == (m.merge() == RollupMetric.Merge.MAX) ? a : b;
  }

  /** All figures in the order of {@link RollupMetric}, for tests. */
  @Override
  public String toString() {
    List<Number> figures = new ArrayList<>();
    Arrays.stream(METRICS).forEach(m -> figures.add(value(m)));
    return figures + " of " + durations.count() + " durations";
  }
}
