package dev.logtrail.store;

import dev.logtrail.trail.TrailEvent;
import java.util.List;

/**
 * A trail as it lies in the store: its row and its segments, by number.
 *
 * @param row the row
 * @param segments all segments of the trail
 */
public record StoredTrail(TrailRow row, List<TrailSegment> segments) {
  public StoredTrail {
    segments = List.copyOf(segments);
  }

  /** All raw events in the order of the stream. */
  public List<TrailEvent> events() {
    return segments.stream().flatMap(s -> s.events().stream()).sorted(TrailEvent.ORDER).toList();
  }
}
