package dev.logtrail.demo.lambda.platform;

import java.util.Random;

/**
 * What X-Ray adds to REPORT.
 *
 * @param traceId such as {@code 1-61f99a56-47e3ca9116ae85832325d1e5}
 * @param segmentId 16 hex digits
 */
public record XRayTrace(String traceId, String segmentId) {
  /** A new trace that begins at this epoch ms. */
  public static XRayTrace draw(Random random, long at) {
    String rest = Ids.hex(random, 24);
    return new XRayTrace("1-" + String.format("%08x", at / 1000) + "-" + rest, Ids.hex(random, 16));
  }
}
