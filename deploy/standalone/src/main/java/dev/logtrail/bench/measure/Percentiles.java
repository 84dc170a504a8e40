package dev.logtrail.bench.measure;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Median and percentiles of repeated measurements. */
public final class Percentiles {
  private Percentiles() {}

  public static <T> double median(List<T> runs, ToDoubleFunction<T> figure) {
    return percentile(runs.stream().mapToDouble(figure).toArray(), 50);
  }

  /** The smallest value that {@code percent} of all do not exceed. */
  public static double percentile(double[] values, double percent) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(percent / 100 * sorted.length) - 1;
    return sorted[Math.max(0, rank)];
  }
}
