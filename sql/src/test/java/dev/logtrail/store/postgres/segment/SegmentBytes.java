package dev.logtrail.store.postgres.segment;

import dev.logtrail.trail.TrailEvent;
import java.util.List;

/** Segments as bytes, for tests that fill tables themselves. */
public final class SegmentBytes {
  private SegmentBytes() {}

  /** One segment of all events. */
  public static byte[] of(List<TrailEvent> events) {
    return SegmentCodec.encode(events).data();
  }
}
