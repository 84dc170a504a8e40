package dev.logtrail.api.loki;

import dev.logtrail.api.http.ProblemException;
import dev.logtrail.limit.LokiLimits;
import dev.logtrail.logql.Metric.Counted;
import dev.logtrail.logql.Metric.Grouping;
import dev.logtrail.logql.stage.LogLine;
import dev.logtrail.logql.stage.Unwrap;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts lines, or their bytes, by label and time. */
final class LineCounts implements LineSink {
  private static final long NS_PER_MS = 1_000_000;
  private static final double MS_PER_S = 1_000.0;

  private final Counted query;
  private final Grouping by;
  private final Grid grid;
  private final boolean unwrapped;
  private final Map<Map<String, String>, double[]> changes = new LinkedHashMap<>();
  private final Map<Map<String, String>, SpanValues> values = new LinkedHashMap<>();
  private int lines;

  /**
   * Counts.
   *
   * @param by which labels tell series apart; null for all
   */
  LineCounts(Counted query, Grouping by, Grid grid) {
    this.query = query;
    this.by = by;
    this.grid = grid;
    this.unwrapped = query.lines().stages().stream().anyMatch(Unwrap.class::isInstance);
  }

  @Override
  public void line(Line line) {
    int most = unwrapped ? LokiLimits.UNWRAPPED_LINES : LokiLimits.COUNTED_LINES;
    if (++lines > most) {
      throw new ProblemException(
          400,
          "There are more than %,d lines to count: give a shorter span, or a function."
              .formatted(most));
    }
    Map<String, String> labels = by == null ? new TreeMap<>(line.parsed()) : by.of(line.parsed());
    long at = line.ns() / NS_PER_MS + query.offsetMs();
    if (unwrapped) {
      if (Double.isNaN(line.value())) {
        throw new ProblemException(
            400,
            "'query' unwraps a label that is no number in some lines: take these away by | %s=\"\"."
                .formatted(LogLine.ERROR));
      }
      values.computeIfAbsent(labels, l -> new SpanValues()).add(at, line.value());
    } else {
      double[] change = changes.computeIfAbsent(labels, l -> new double[grid.points()]);
      boolean bytes = query.function().isOfBytes();
      count(change, at, bytes ? line.text().getBytes(StandardCharsets.UTF_8).length : 1);
    }
    long series = (long) changes.size() + values.size();
    if (series > LokiLimits.COUNTED_SERIES || series * grid.points() > LokiLimits.CELLS) {
      throw new ProblemException(
          400,
          "There are more than %,d series: sum by fewer labels, such as sum by (level) (...)."
              .formatted(series - 1));
    }
  }

  /** By how much each point differs from the one before it: each line begins once and ends once. */
  private void count(double[] change, long at, int number) {
    long first = Math.max(0, -Math.floorDiv(grid.start() - at, grid.stepMs()));
    long end = Math.floorDiv(at + query.rangeMs() - 1 - grid.start(), grid.stepMs()) + 1;
    if (first < change.length && end > first) {
      change[(int) first] += number;
      if (end < change.length) {
        change[(int) end] -= number;
      }
    }
  }

  /** The numbers of each series. */
  Map<Map<String, String>, double[]> series() {
    double unit = query.function().isRate() ? query.rangeMs() / MS_PER_S : 1;
    Map<Map<String, String>, double[]> series = new LinkedHashMap<>();
    changes.forEach(
        (labels, change) -> {
          double[] own = new double[change.length];
          double sum = 0;
          for (int i = 0; i < change.length; i++) {
            sum += change[i];
            own[i] = sum > 0 ? sum / unit : Double.NaN;
          }
          series.put(labels, own);
        });
    long[] work = new long[1];
    values.forEach((labels, v) -> series.put(labels, v.numbers(query, grid, work)));
    series.values().removeIf(own -> Arrays.stream(own).allMatch(Double::isNaN));
    return series;
  }
}
