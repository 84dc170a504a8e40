package dev.logtrail.job;

import dev.logtrail.attribution.AttributedTrail;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An event in its trail. */
record Placed(TrailKey key, TrailEvent event) {

  /** Every event of some trails, by its id. */
  static Map<String, Placed> all(List<AttributedTrail> trails) {
    Map<String, Placed> placed = new HashMap<>();
    for (AttributedTrail trail : trails) {
      trail.events().forEach(e -> placed.put(e.event().id(), new Placed(trail.key(), e)));
    }
    return placed;
  }
}
