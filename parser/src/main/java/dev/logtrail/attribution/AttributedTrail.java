package dev.logtrail.attribution;

import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.util.List;

/**
 * The events of one trail.
 *
 * @param key which trail
 * @param events in the order of the stream
 * @param interrupted whether another request started although this one never reported
 */
public record AttributedTrail(TrailKey key, List<TrailEvent> events, boolean interrupted) {
  public AttributedTrail {
    events = List.copyOf(events);
  }
}
