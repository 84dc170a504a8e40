package dev.logtrail.job.repair;

import dev.logtrail.attribution.AttributedTrail;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An event in its trail.
 *
 * @param key which trail
 * @param event the event as it stands there
 */
public record PlacedEvent(TrailKey key, TrailEvent event) {

  /** Every event of some trails, by its id. */
  static Map<String, PlacedEvent> all(List<AttributedTrail> trails) {
    Map<String, PlacedEvent> placed = new HashMap<>();
    for (AttributedTrail trail : trails) {
      trail.events().forEach(e -> placed.put(e.event().id(), new PlacedEvent(trail.key(), e)));
    }
    return placed;
  }
}
