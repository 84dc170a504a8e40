package dev.logtrail.api.loki;

import dev.logtrail.api.http.ProblemException;
import dev.logtrail.limit.LokiLimits;
import dev.logtrail.logql.Metric;
import dev.logtrail.logql.Metric.Aggregated;
import dev.logtrail.logql.Metric.Aggregation;
import dev.logtrail.logql.Metric.Combined;
import dev.logtrail.logql.Metric.Constant;
import dev.logtrail.logql.Metric.Counted;
import dev.logtrail.logql.Metric.Grouping;
import dev.logtrail.logql.Metric.Steady;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers questions about numbers: reads lines at the leaves, and puts series together. */
final class MetricReader {
  private final LineWalk walk;
  private final Grid grid;

  /**
   * A reader.
   *
   * @param walk reads all lines of the question, in the time of one
   */
  MetricReader(LineWalk walk, Grid grid) {
    this.walk = walk;
    this.grid = grid;
  }

  /**
   * The answer.
   *
   * @throws ProblemException 400 if there is more than can be told
   */
  Numbers read(Metric metric) {
    Numbers all = numbers(metric);
    if (all.series().size() > LokiLimits.SERIES) {
      throw new ProblemException(
          400,
          "There are more than %d series: sum by fewer labels, such as sum by (level) (...)."
              .formatted(LokiLimits.SERIES));
    }
    return all;
  }

  private Numbers numbers(Metric metric) {
    if (metric instanceof Constant c) {
      return steady(true, c.value());
    }
    if (metric instanceof Steady s) {
      return steady(false, s.value());
    }
    if (metric instanceof Counted c) {
      return counted(c, c.by());
    }
    if (metric instanceof Aggregated a) {
      boolean sum =
          a.how() == Aggregation.SUM
              && a.of() instanceof Counted c
              && c.function().isSum()
              && c.by() == null;
      return sum ? counted((Counted) a.of(), a.by()) : aggregated(a, numbers(a.of()));
    }
    Combined c = (Combined) metric;
    return new SeriesPairs(c).combine(numbers(c.left()), numbers(c.right()));
  }

  private Numbers steady(boolean scalar, double value) {
    double[] all = new double[grid.points()];
    Arrays.fill(all, value);
    return new Numbers(scalar, Map.of(Map.of(), all));
  }

  private Numbers counted(Counted c, Grouping by) {
    LineCounts counts = new LineCounts(c, by, grid);
    long from = grid.start() - c.offsetMs() - c.rangeMs() + 1;
    walk.walk(c.lines(), from, grid.end() - c.offsetMs() + 1, true, counts);
    return new Numbers(false, counts.series());
  }

  private Numbers aggregated(Aggregated a, Numbers of) {
    if (of.scalar()) {
      throw new ProblemException(
          400, "'query' puts a number together, not series: leave that out.");
    }
    if (a.how().isOrder()) {
      return new Numbers(false, ordered(of.series(), a.how() == Aggregation.SORT_DESC));
    }
    Map<Map<String, String>, List<Map.Entry<Map<String, String>, double[]>>> groups =
        new LinkedHashMap<>();
    of.series()
        .entrySet()
        .forEach(e -> groups.computeIfAbsent(a.by().of(e.getKey()), g -> new ArrayList<>()).add(e));
    Map<Map<String, String>, double[]> made = new LinkedHashMap<>();
    groups.forEach(
        (labels, group) -> {
          if (a.how().isChoice()) {
            choose(a, group, made);
          } else {
            made.put(labels, together(a.how(), group));
          }
        });
    return new Numbers(false, made);
  }

  private static Map<Map<String, String>, double[]> ordered(
      Map<Map<String, String>, double[]> series, boolean largestFirst) {
    Comparator<Map.Entry<Map<String, String>, double[]>> byLast =
        Comparator.comparingDouble(e -> e.getValue()[e.getValue().length - 1]);
    Map<Map<String, String>, double[]> ordered = new LinkedHashMap<>();
    series.entrySet().stream()
        .sorted(largestFirst ? byLast.reversed() : byLast)
        .forEach(e -> ordered.put(e.getKey(), e.getValue()));
    return ordered;
  }

  private double[] together(Aggregation how, List<Map.Entry<Map<String, String>, double[]>> group) {
    double[] made = new double[grid.points()];
    for (int i = 0; i < made.length; i++) {
      int point = i;
      double[] there =
          group.stream()
              .mapToDouble(e -> e.getValue()[point])
              .filter(v -> !Double.isNaN(v))
              .toArray();
      made[i] = there.length == 0 ? Double.NaN : together(how, there);
    }
    return made;
  }

  private static double together(Aggregation how, double[] values) {
    return switch (how) {
      case AVG -> Arrays.stream(values).average().orElseThrow();
      case MIN -> Arrays.stream(values).min().orElseThrow();
      case MAX -> Arrays.stream(values).max().orElseThrow();
      case COUNT -> values.length;
      case STDVAR -> SpanValues.variance(values);
      case STDDEV -> Math.sqrt(SpanValues.variance(values));
      default -> Arrays.stream(values).sum();
    };
  }

  /** Keeps at each moment so many series. */
  private void choose(
      Aggregated a,
      List<Map.Entry<Map<String, String>, double[]>> group,
      Map<Map<String, String>, double[]> into) {
    int sign = a.how() == Aggregation.TOPK ? -1 : 1;
    Map<Map<String, String>, double[]> chosen = new LinkedHashMap<>();
    for (int i = 0; i < grid.points(); i++) {
      int point = i;
      group.stream()
          .filter(e -> !Double.isNaN(e.getValue()[point]))
          .sorted(Comparator.comparingDouble(e -> sign * e.getValue()[point]))
          .limit(a.most())
          .forEach(
              e -> chosen.computeIfAbsent(e.getKey(), k -> none())[point] = e.getValue()[point]);
    }
    into.putAll(chosen);
  }

  private double[] none() {
    double[] none = new double[grid.points()];
    Arrays.fill(none, Double.NaN);
    return none;
  }
}
