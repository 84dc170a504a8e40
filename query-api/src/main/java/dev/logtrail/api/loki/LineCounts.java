package dev.logtrail.api.loki;

import dev.logtrail.api.http.ProblemException;
import dev.logtrail.limit.LokiLimits;
import dev.logtrail.logql.LogQl.Counted;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts lines by label and time. */
final class LineCounts implements LineSink {
  private static final long NS_PER_MS = 1_000_000;
  private static final double MS_PER_S = 1_000.0;

  private final Counted query;
  private final Map<Map<String, String>, Times> series = new LinkedHashMap<>();
  private int lines;

  LineCounts(Counted query) {
    this.query = query;
  }

  /** When lines of one series were, and how long they are. */
  private static final class Times {
    private long[] at = new long[16];
    private int[] bytes = new int[16];
    private int size;

    void add(long ms, int length) {
      if (size == at.length) {
        at = Arrays.copyOf(at, 2 * size);
        bytes = Arrays.copyOf(bytes, 2 * size);
      }
      at[size] = ms;
      bytes[size++] = length;
    }
  }

  @Override
  public void line(Line line) {
    if (++lines > LokiLimits.COUNTED_LINES) {
      throw new ProblemException(
          400,
          "There are more than %,d lines to count: give a shorter span, or a function."
              .formatted(LokiLimits.COUNTED_LINES));
    }
    Map<String, String> labels = new TreeMap<>(line.parsed());
    if (query.by() != null) {
      labels.keySet().retainAll(query.by());
    }
    Times times = series.computeIfAbsent(labels, l -> new Times());
    if (series.size() > LokiLimits.SERIES) {
      throw new ProblemException(
          400,
          "There are more than %d series: sum by fewer labels, such as sum by (level) (...)."
              .formatted(LokiLimits.SERIES));
    }
    int length =
        query.function().isOfBytes() ? line.text().getBytes(StandardCharsets.UTF_8).length : 1;
    times.add(line.ns() / NS_PER_MS, length);
  }

  /**
   * The points of each series that are not zero, by epoch ms.
   *
   * @param from the first point
   * @param to the last
   * @param stepMs between two; more than 0
   */
  Map<Map<String, String>, Map<Long, Double>> points(long from, long to, long stepMs) {
    Map<Map<String, String>, Map<Long, Double>> points = new LinkedHashMap<>();
    series.forEach(
        (labels, times) -> {
          Map<Long, Double> own = new TreeMap<>();
          double[] change = changes(times, from, stepMs, (int) ((to - from) / stepMs) + 1);
          double unit = query.function().isRate() ? query.rangeMs() / MS_PER_S : 1;
          double sum = 0;
          for (int i = 0; i < change.length; i++) {
            sum += change[i];
            if (sum > 0) {
              own.put(from + i * stepMs, sum / unit);
            }
          }
          if (!own.isEmpty()) {
            points.put(labels, own);
          }
        });
    return points;
  }

  /** By how much each point differs from the one before it: each line begins once and ends once. */
  private double[] changes(Times times, long from, long stepMs, int points) {
    double[] change = new double[points];
    for (int i = 0; i < times.size; i++) {
      long at = times.at[i];
      long first = Math.max(0, -Math.floorDiv(from - at, stepMs));
      long end = Math.floorDiv(at + query.rangeMs() - 1 - from, stepMs) + 1;
      if (first < points && end > first) {
        change[(int) first] += times.bytes[i];
        if (end < points) {
          change[(int) end] -= times.bytes[i];
        }
      }
    }
    return change;
  }
}
