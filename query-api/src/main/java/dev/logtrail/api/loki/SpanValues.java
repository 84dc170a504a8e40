package dev.logtrail.api.loki;

import dev.logtrail.api.http.ProblemException;
import dev.logtrail.limit.LokiLimits;
import dev.logtrail.logql.Metric.Counted;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Values over time of one series, and what functions make of those in a span. */
final class SpanValues {
  private static final double MS_PER_S = 1_000.0;

  private long[] at = new long[16];
  private double[] values = new double[16];
  private int size;

  void add(long ms, double value) {
    if (size == at.length) {
      at = Arrays.copyOf(at, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    at[size] = ms;
    values[size++] = value;
  }

  /**
   * The number of each moment.
   *
   * @param work values that were looked at so far, for all series of a question; is added to
   */
  double[] numbers(Counted query, Grid grid, long[] work) {
    sort();
    double[] numbers = new double[grid.points()];
    int from = 0;
    int to = 0;
    for (int i = 0; i < numbers.length; i++) {
      long moment = grid.moment(i);
      while (to < size && at[to] <= moment) {
        to++;
      }
      while (from < to && at[from] <= moment - query.rangeMs()) {
        from++;
      }
      work[0] += to - from;
      if (work[0] > LokiLimits.SPAN_VALUES) {
        throw new ProblemException(
            400, "The spans hold too many values: give a larger step, or a shorter span.");
      }
      numbers[i] = from == to ? Double.NaN : number(query, Arrays.copyOfRange(values, from, to));
    }
    return numbers;
  }

  private void sort() {
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingLong(i -> at[i]))
            .mapToInt(i -> i)
            .toArray();
    long[] sortedAt = new long[size];
    double[] sorted = new double[size];
    for (int i = 0; i < size; i++) {
      sortedAt[i] = at[order[i]];
      sorted[i] = values[order[i]];
    }
    at = sortedAt;
    values = sorted;
  }

  private static double number(Counted query, double[] span) {
    return switch (query.function()) {
      case RATE -> Arrays.stream(span).sum() / (query.rangeMs() / MS_PER_S);
      case AVG_OVER_TIME -> Arrays.stream(span).average().orElseThrow();
      case MIN_OVER_TIME -> Arrays.stream(span).min().orElseThrow();
      case MAX_OVER_TIME -> Arrays.stream(span).max().orElseThrow();
      case FIRST_OVER_TIME -> span[0];
      case LAST_OVER_TIME -> span[span.length - 1];
      case STDVAR_OVER_TIME -> variance(span);
      case STDDEV_OVER_TIME -> Math.sqrt(variance(span));
      case QUANTILE_OVER_TIME -> quantile(span, query.quantile());
      default -> Arrays.stream(span).sum();
    };
  }

  /** Of all values, not of a sample. */
  static double variance(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
  }

  /** Between two values, as far as it stands between them. */
  private static double quantile(double[] values, double q) {
    if (q > 1) {
      return Double.POSITIVE_INFINITY;
    }
    Arrays.sort(values);
    double rank = q * (values.length - 1);
    int below = (int) Math.floor(rank);
    int above = Math.min(values.length - 1, below + 1);
    double weight = rank - below;
    return values[below] * (1 - weight) + values[above] * weight;
  }
}
