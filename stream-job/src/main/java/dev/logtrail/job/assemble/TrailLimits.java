package dev.logtrail.job.assemble;

import dev.logtrail.limit.EventLimits;
import java.io.Serializable;

/**
 * How large one trail may grow; what comes beyond is counted as dropped ({@code trail_limit}) and
 * the trail says so.
 *
 * @param maxEvents events a trail
 * @param maxBytes text a trail, UTF-8 bytes
 */
public record TrailLimits(int maxEvents, long maxBytes) implements Serializable {
  /** What the job of a server takes. */
  public static final TrailLimits DEFAULT =
      new TrailLimits(EventLimits.TRAIL_EVENTS, EventLimits.TRAIL_BYTES);
}
