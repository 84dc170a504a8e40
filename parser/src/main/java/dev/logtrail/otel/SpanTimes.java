package dev.logtrail.otel;

import dev.logtrail.trail.TrailHeader;

/** When a span begins and ends, in epoch ms: a span must have both, and end no earlier. */
final class SpanTimes {
  private SpanTimes() {}

  /** The start; 0 if no time is known. */
  static long start(TrailHeader h) {
    Long start = h.startedAt() == null ? h.lastEventAt() : h.startedAt();
    return start == null ? 0 : start;
  }

  /** The end; of a request that still runs, as far as is known. */
  static long end(TrailHeader h) {
    Long end = h.endedAt() == null ? h.lastEventAt() : h.endedAt();
    return end == null ? start(h) : Math.max(end, start(h));
  }
}
