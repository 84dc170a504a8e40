package dev.logtrail.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * The figures of some requests together, and their durations. Figures without a value are null.
 * Grows by {@link #add}; not thread-safe.
 */
public final class Rollup {
  private static final Measure[] MEASURES = Measure.values();

  private final Number[] values = new Number[MEASURES.length];
  private final DurationSketch durations = new DurationSketch();

  /** A rollup of nothing. */
  public Rollup() {
    for (Measure m : MEASURES) {
      values[m.ordinal()] = m.isSum() ? 0L : null;
    }
  }

  /** Reads the columns that are named as measures; durations are added by the caller. */
  static Rollup read(ResultSet rs) throws SQLException {
    Rollup rollup = new Rollup();
    for (Measure m : MEASURES) {
      rollup.values[m.ordinal()] =
          m.isDuration()
              ? rs.getObject(m.column(), Double.class)
              : rs.getObject(m.column(), Long.class);
    }
    return rollup;
  }

  /** A figure that is summed up. */
  public long count(Measure measure) {
    return values[measure.ordinal()].longValue();
  }

  /** A figure, or null if there is none. */
  public Number value(Measure measure) {
    return values[measure.ordinal()];
  }

  /** The durations of those that print one, in ms. */
  public DurationSketch durations() {
    return durations;
  }

  /** Adds all of another. */
  public void add(Rollup other) {
    for (Measure m : MEASURES) {
      values[m.ordinal()] = merged(m, values[m.ordinal()], other.values[m.ordinal()]);
    }
    durations.add(other.durations);
  }

  private static Number merged(Measure m, Number a, Number b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    if (m.isSum()) {
      return a.longValue() + b.longValue();
    }
    boolean first = a.doubleValue() >= b.doubleValue() != m.isLeast();
    return first ? a : b;
  }

  /** All figures in the order of {@link Measure}, for tests. */
  @Override
  public String toString() {
    return Arrays.toString(values) + " of " + durations.count() + " durations";
  }
}
