package dev.logtrail.api.stats;

import dev.logtrail.cost.Cost;
import dev.logtrail.store.stats.Rollup;
import dev.logtrail.store.stats.RollupMetric;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the reports of one function say about its settings.
 *
 * @param memorySizeMb its size, the largest in the span; null if no report tells
 * @param sizeChanged whether it had other sizes in the span
 * @param peakMb highest Max Memory Used; null if no report tells
 * @param timeoutMs its timeout; null if not known
 * @param timeoutFrom {@code setting} or {@code timed_out_requests}; null if not known
 * @param p99Ms 99 % of its requests are shorter; null if none has a duration
 * @param coldStartShare from 0 to 1; null if not known
 * @param sizes what the same requests would have cost with other sizes
 * @param advice in words; empty if there is none
 */
record MemoryHint(
    Integer memorySizeMb,
    boolean sizeChanged,
    Integer peakMb,
    Long timeoutMs,
    String timeoutFrom,
    Double p99Ms,
    Double coldStartShare,
    List<Size> sizes,
    List<String> advice) {
  /** What figures of memory mean, and what they do not. */
  static final String CAVEAT =
      "Max Memory Used is the peak of an execution environment since its start, not of one request."
          + " Costs of other sizes assume the same durations; Lambda gives CPU in proportion to"
          + " memory, so that a smaller size may run longer. Measure before you change.";

  private static final int[] SIZES = {
    128, 192, 256, 384, 512, 768, 1024, 1536, 1769, 2048, 3008, 4096, 5120, 6144, 8192, 10240
  };
  private static final double HEADROOM = 1.2;
  private static final double NEAR = 0.9;
  private static final double TIMEOUT_NEAR = 0.8;
  private static final double MANY_COLD = 0.1;
  private static final long ENOUGH = 20;

  /** One size in MB and what it would cost. */
  record Size(int memorySizeMb, BigDecimal usd) {}

  /** Reads the hint out of a function's figures. */
  static MemoryHint of(String functionName, StatsFigures f, StatsSettings settings) {
    Rollup r = f.rollup();
    Integer size = whole(r.value(RollupMetric.MAX_MEMORY_MB));
    Integer least = whole(r.value(RollupMetric.MIN_MEMORY_MB));
    Integer peak = whole(r.value(RollupMetric.MAX_MEMORY_USED_MB));
    boolean changed = size != null && !size.equals(least);
    Long set = settings.timeoutMs(functionName);
    Number seen = r.value(RollupMetric.TIMEOUT_MS);
    Long timeout = set != null || seen == null ? set : Long.valueOf(Math.round(seen.doubleValue()));
    String from = timeout == null ? null : set != null ? "setting" : "timed_out_requests";
    Double p99 = r.durations().quantile(0.99);
    List<Size> sizes = changed ? List.of() : sizes(size, peak, f.cost());
    MemoryHint bare =
        new MemoryHint(
            size, changed, peak, timeout, from, p99, f.coldStartShare(), sizes, List.of());
    return bare.with(bare.advise(f));
  }

  private static Integer whole(Number n) {
    return n == null ? null : Math.toIntExact(Math.min(Integer.MAX_VALUE, n.longValue()));
  }

  private MemoryHint with(List<String> words) {
    return new MemoryHint(
        memorySizeMb,
        sizeChanged,
        peakMb,
        timeoutMs,
        timeoutFrom,
        p99Ms,
        coldStartShare,
        sizes,
        words);
  }

  /** Two sizes below that would still hold the peak, and the next above. */
  private static List<Size> sizes(Integer size, Integer peak, Cost cost) {
    List<Size> sizes = new ArrayList<>();
    if (size == null || size <= 0 || peak == null || cost == null) {
      return sizes;
    }
    List<Integer> smaller = new ArrayList<>();
    for (int candidate : SIZES) {
      if (candidate < size && candidate >= peak * HEADROOM) {
        smaller.add(candidate);
      }
    }
    if (smaller.size() > 2) {
      sizes.add(new Size(smaller.get(0), at(cost, size, smaller.get(0))));
    }
    for (int candidate : smaller.subList(Math.max(0, smaller.size() - 2), smaller.size())) {
      sizes.add(new Size(candidate, at(cost, size, candidate)));
    }
    for (int candidate : SIZES) {
      if (candidate > size) {
        sizes.add(new Size(candidate, at(cost, size, candidate)));
        break;
      }
    }
    return sizes;
  }

  private static BigDecimal at(Cost cost, int size, int candidate) {
    return cost.computeUsd()
        .multiply(BigDecimal.valueOf(candidate))
        .divide(BigDecimal.valueOf(size), MathContext.DECIMAL64)
        .add(cost.requestUsd());
  }

  private List<String> advise(StatsFigures f) {
    List<String> words = new ArrayList<>();
    long outOfMemory = f.rollup().count(RollupMetric.OUT_OF_MEMORY);
    if (outOfMemory > 0) {
      words.add(
          requests(outOfMemory) + " ran out of memory: give more than " + memorySizeMb + " MB.");
    } else if (memorySizeMb != null && peakMb != null && peakMb >= memorySizeMb * NEAR) {
      words.add(
          "The peak is %d of %d MB: little is left before requests run out of memory."
              .formatted(peakMb, memorySizeMb));
    } else if (!sizes.isEmpty() && sizes.get(0).memorySizeMb() < memorySizeMb) {
      words.add(
          "The peak is %d of %d MB: by memory alone %d MB would do."
              .formatted(peakMb, memorySizeMb, sizes.get(0).memorySizeMb()));
    }
    long timeouts = f.rollup().count(RollupMetric.TIMEOUTS);
    Number after = f.rollup().value(RollupMetric.TIMEOUT_MS);
    if (timeouts > 0 && after != null) {
      words.add(
          String.format(
              Locale.ROOT,
              "%s timed out after %,.0f ms.",
              requests(timeouts),
              after.doubleValue()));
    } else if (timeouts > 0) {
      words.add(requests(timeouts) + " timed out.");
    } else if (timeoutMs != null && p99Ms != null && p99Ms >= timeoutMs * TIMEOUT_NEAR) {
      words.add(
          String.format(
              Locale.ROOT, "One request in a hundred takes %,.0f of %,d ms.", p99Ms, timeoutMs));
    }
    boolean enough = f.rollup().count(RollupMetric.KNOWN_STARTS) >= ENOUGH;
    if (enough && coldStartShare != null && coldStartShare >= MANY_COLD) {
      words.add(
          String.format(Locale.ROOT, "%.0f %% of requests start cold.", coldStartShare * 100));
    }
    return List.copyOf(words);
  }

  private static String requests(long n) {
    return n == 1 ? "1 request" : String.format(Locale.ROOT, "%,d requests", n);
  }
}
