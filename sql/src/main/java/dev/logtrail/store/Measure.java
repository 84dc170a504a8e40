package dev.logtrail.store;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A figure of a rollup: how it follows from trails {@code t}, and how two of them become one. */
public enum Measure {
  REQUESTS("count(*)"),
  TIMEOUTS("count(*) filter (where t.outcome = 0)"),
  OUT_OF_MEMORY("count(*) filter (where t.outcome = 1)"),
  CRASHES("count(*) filter (where t.outcome = 2)"),
  INIT_ERRORS("count(*) filter (where t.outcome = 3)"),
  ERRORS("count(*) filter (where t.outcome = 4)"),
  SUCCESSES("count(*) filter (where t.outcome = 5)"),
  RUNNING("count(*) filter (where t.outcome = 6)"),
  UNKNOWN("count(*) filter (where t.outcome = 7)"),
  KNOWN_STARTS("count(t.cold_start)"),
  COLD_STARTS("count(*) filter (where t.cold_start)"),
  REPORTS("count(*) filter (where t.has_report)"),
  PRICED(
      "count(*) filter (where t.billed_duration_ms is not null and t.memory_size_mb is not null)"),
  BILLED_MS(sum("greatest(t.billed_duration_ms, 0)")),
  /** In numeric: a line may print any figure. */
  MB_MS(sum("greatest(t.billed_duration_ms, 0)::numeric * greatest(t.memory_size_mb, 0)")),
  RESTORED_MB(
      "coalesce(sum(greatest(t.memory_size_mb, 0)) filter (where t.restore_duration_ms is not null"
          + " and t.billed_duration_ms is not null), 0)"),
  EVENTS(sum("t.event_count")),
  RAW_BYTES(sum("t.raw_bytes")),
  MAX_DURATION_MS("max(t.duration_ms) filter (where " + Measure.SANE_DURATION + ")", "max"),
  TIMEOUT_MS(
      "max(t.duration_ms) filter (where t.outcome = 0 and " + Measure.SANE_DURATION + ")", "max"),
  MAX_MEMORY_USED_MB("max(t.max_memory_used_mb)::int8", "max"),
  MIN_MEMORY_MB("min(t.memory_size_mb)::int8", "min"),
  MAX_MEMORY_MB("max(t.memory_size_mb)::int8", "max");

  /** Durations that a sketch can hold; NaN is above all numbers. */
  static final String SANE_DURATION = "t.duration_ms between 0 and 1e12";

  private final String ofTrails;
  private final String merge;

  Measure(String ofTrails) {
    this(ofTrails, "sum");
  }

  Measure(String ofTrails, String merge) {
    this.ofTrails = ofTrails;
    this.merge = merge;
  }

  /** The column's name. */
  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type of the array that carries values of the column. */
  String type() {
    return isDuration() ? "float8" : "int8";
  }

  boolean isDuration() {
    return this == MAX_DURATION_MS || this == TIMEOUT_MS;
  }

  /** The expression over trails {@code t}. */
  String ofTrails() {
    return ofTrails;
  }

  /** The expression over rollups {@code r}. */
  String ofRollups() {
    return isSum() ? sum("r." + column()) : merge + "(r." + column() + ")";
  }

  boolean isSum() {
    return merge.equals("sum");
  }

  boolean isLeast() {
    return merge.equals("min");
  }

  /** All columns, by commas, each as {@code format} says. */
  static String columns(String format) {
    return Arrays.stream(values())
        .map(m -> format.formatted(m.column()))
        .collect(Collectors.joining(", "));
  }

  /** A sum that no figure in a log can carry beyond a bigint. */
  private static String sum(String expression) {
    return "least(coalesce(sum(" + expression + "), 0), 9000000000000000000)::int8";
  }
}
