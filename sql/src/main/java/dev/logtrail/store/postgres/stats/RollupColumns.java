package dev.logtrail.store.postgres.stats;

import dev.logtrail.store.stats.DurationSketch;
import dev.logtrail.store.stats.Rollup;
import dev.logtrail.store.stats.RollupMetric;
import dev.logtrail.trail.Outcome;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The columns of the tables of rollups: how each follows from trails, and from rollups. */
final class RollupColumns {
  /** Durations that a sketch can hold; NaN is above all numbers. */
  static final String SANE_DURATION = "t.duration_ms between 0 and 1e12";

  /** The durations of trails {@code t}, for {@link #readDurations}. */
  static final String DURATIONS = "array_agg(t.duration_ms) filter (where " + SANE_DURATION + ")";

  private static final RollupMetric[] METRICS = RollupMetric.values();
  private static final String FIRST = name(METRICS[0]);

  private RollupColumns() {}

  /** The column's name. */
  static String name(RollupMetric m) {
    return m.name().toLowerCase(Locale.ROOT);
  }

  /** The type of the array that carries values of the column. */
  static String type(RollupMetric m) {
    return m.isDuration() ? "float8" : "int8";
  }

  /** All columns, by commas, each as {@code format} says. */
  static String names(String format) {
    return Arrays.stream(RollupMetric.values())
        .map(m -> format.formatted(name(m)))
        .collect(Collectors.joining(", "));
  }

  /** The expression over trails {@code t}. */
  static String ofTrails(RollupMetric m) {
    return switch (m) {
      case REQUESTS -> "count(*)";
      case TIMEOUTS -> ended(Outcome.TIMEOUT);
      case OUT_OF_MEMORY -> ended(Outcome.OUT_OF_MEMORY);
      case CRASHES -> ended(Outcome.CRASH);
      case INIT_ERRORS -> ended(Outcome.INIT_ERROR);
      case ERRORS -> ended(Outcome.ERROR);
      case SUCCESSES -> ended(Outcome.SUCCESS);
      case RUNNING -> ended(Outcome.RUNNING);
      case UNKNOWN -> ended(Outcome.UNKNOWN);
      case KNOWN_STARTS -> "count(t.cold_start)";
      case COLD_STARTS -> "count(*) filter (where t.cold_start)";
      case REPORTS -> "count(*) filter (where t.has_report)";
      case PRICED ->
          "count(*) filter (where t.billed_duration_ms is not null and t.memory_size_mb is not"
              + " null)";
      case BILLED_MS -> sum("greatest(t.billed_duration_ms, 0)");
      // In numeric: a line may print any figure.
      case MB_MS ->
          sum("greatest(t.billed_duration_ms, 0)::numeric * greatest(t.memory_size_mb, 0)");
      case RESTORED_MB ->
          "coalesce(sum(greatest(t.memory_size_mb, 0)) filter (where t.restore_duration_ms is not"
              + " null and t.billed_duration_ms is not null), 0)";
      case EVENTS -> sum("t.event_count");
      case RAW_BYTES -> sum("t.raw_bytes");
      case MAX_DURATION_MS -> "max(t.duration_ms) filter (where " + SANE_DURATION + ")";
      case TIMEOUT_MS ->
          "max(t.duration_ms) filter (where t.outcome = "
              + Outcome.TIMEOUT.code()
              + " and "
              + SANE_DURATION
              + ")";
      case MAX_MEMORY_USED_MB -> "max(t.max_memory_used_mb)::int8";
      case MIN_MEMORY_MB -> "min(t.memory_size_mb)::int8";
      case MAX_MEMORY_MB -> "max(t.memory_size_mb)::int8";
    };
  }

  private static String ended(Outcome outcome) {
    return "count(*) filter (where t.outcome = " + outcome.code() + ")";
  }

  /** The expression over rollups {@code r}. */
  static String ofRollups(RollupMetric m) {
    String column = "r." + name(m);
    return switch (m.merge()) {
      case SUM -> sum(column);
      case MIN -> "min(" + column + ")";
      case MAX -> "max(" + column + ")";
    };
  }

  /**
   * Reads the columns, which stand in the order of the metrics; durations are added by the caller.
   */
  static Rollup read(ResultSet rs) throws SQLException {
    Rollup rollup = new Rollup();
    // Of tens of thousands of rows, so that no column is looked for by its name.
    int column = rs.findColumn(FIRST);
    for (RollupMetric m : METRICS) {
      if (m.isDuration()) {
        double value = rs.getDouble(column++);
        rollup.set(m, rs.wasNull() ? null : (Number) value);
      } else {
        long value = rs.getLong(column++);
        if (rs.wasNull()) {
          rollup.set(m, null);
        } else {
          rollup.setCount(m, value);
        }
      }
    }
    return rollup;
  }

  /** Adds the column {@code durations}. */
  static void readDurations(ResultSet rs, DurationSketch into) throws SQLException {
    Array array = rs.getArray("durations");
    if (array != null) {
      Arrays.stream((Double[]) array.getArray()).forEach(into::add);
    }
  }

  /** A sum that no figure in a log can carry beyond a bigint. */
  private static String sum(String expression) {
    return "least(coalesce(sum(" + expression + "), 0), 9000000000000000000)::int8";
  }
}
