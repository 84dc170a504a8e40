package dev.logtrail.job.assemble;

import java.io.Serializable;

/**
 * How large one trail may grow; what comes beyond is counted as dropped ({@code trail_limit}) and
 * the trail says so.
 *
 * @param maxEvents events a trail
 * @param maxBytes text a trail, UTF-8 bytes
 */
public record TrailLimits(int maxEvents, long maxBytes) implements Serializable {
  /** 100,000 events, 64 MiB. */
  public static final TrailLimits DEFAULT = new TrailLimits(100_000, 64L << 20);
}
