package dev.logtrail.demo.lambda.platform;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What Lambda reports when a request has ended.
 *
 * @param requestId the request
 * @param durationMs two decimals
 * @param billedMs whole milliseconds
 * @param memoryMb memory size
 * @param maxUsedMb most memory used
 * @param init what starting the environment took, null for a warm or re-initialised one
 * @param status {@code timeout}, {@code error}, {@code failure}, or null for success
 * @param errorType such as {@code Runtime.OutOfMemory}, or null
 * @param trace X-Ray's, or null
 */
public record RunReport(
    String requestId,
    BigDecimal durationMs,
    long billedMs,
    int memoryMb,
    int maxUsedMb,
    Startup init,
    String status,
    String errorType,
    XRayTrace trace) {

  /**
   * What starting an environment took.
   *
   * @param ms the init or restore duration, two decimals
   * @param billedRestoreMs for a restore what is billed of it; null for an init, which is billed
   *     whole
   */
  public record Startup(BigDecimal ms, Integer billedRestoreMs) {
    boolean isRestore() {
      return billedRestoreMs != null;
    }

    /** What is billed of it (init is, since August 2025). */
    public BigDecimal billed() {
      return isRestore() ? BigDecimal.valueOf(billedRestoreMs) : ms;
    }
  }

  /** Duration and billed startup together, up to the next whole millisecond. */
  public static long billed(BigDecimal durationMs, Startup init) {
    BigDecimal sum = init == null ? durationMs : durationMs.add(init.billed());
    return sum.setScale(0, RoundingMode.CEILING).longValueExact();
  }

  /** Milliseconds with two decimals. */
  public static BigDecimal ms(double value) {
    return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
  }
}
