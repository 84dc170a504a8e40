package dev.logtrail.cost;

import dev.logtrail.trail.Report;
import java.math.BigDecimal;

/**
 * What requests used, as their reports print it: what a bill is made from. Exact, so that sums of
 * it are.
 *
 * @param requests how many
 * @param mbMs memory size in MB times billed duration in ms, summed up
 * @param restoredMb memory size in MB of those that began with a restored snapshot, summed up
 */
public record Usage(long requests, long mbMs, long restoredMb) {
  /** Nothing. */
  public static final Usage NONE = new Usage(0, 0, 0);

  /** One by 1,024,000, which ends: multiplying is many times faster than dividing. */
  private static final BigDecimal GB_SECONDS_PER_MB_MS = new BigDecimal("9.765625E-7");

  private static final BigDecimal GB_PER_MB = new BigDecimal("0.0009765625");

  public Usage {
    if (requests < 0 || mbMs < 0 || restoredMb < 0) {
      throw new IllegalArgumentException("a usage is negative: " + requests + ", " + mbMs);
    }
  }

  /**
   * What one request used; null if its report is missing or prints no billed duration and size. The
   * printed billed duration counts as it is: before December 2020 it is in steps of 100 ms, and
   * where AWS charges for init and restore they are in it.
   */
  public static Usage of(Report report) {
    if (report == null || report.billedDurationMs() == null || report.memorySizeMb() == null) {
      return null;
    }
    long billed = Math.max(0, report.billedDurationMs());
    long mb = Math.max(0, report.memorySizeMb());
    if (billed > Long.MAX_VALUE / Math.max(1, mb)) {
      return null; // no bill of this world
    }
    return new Usage(1, mb * billed, report.restoreDurationMs() == null ? 0 : mb);
  }

  /** Both together. */
  public Usage plus(Usage other) {
    return new Usage(requests + other.requests, mbMs + other.mbMs, restoredMb + other.restoredMb);
  }

  /** GB-seconds, exact. */
  public BigDecimal gbSeconds() {
    return BigDecimal.valueOf(mbMs).multiply(GB_SECONDS_PER_MB_MS);
  }

  /** GB restored, exact. */
  BigDecimal restoredGb() {
    return BigDecimal.valueOf(restoredMb).multiply(GB_PER_MB);
  }
}
