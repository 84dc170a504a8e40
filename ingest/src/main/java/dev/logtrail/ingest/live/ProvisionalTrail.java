package dev.logtrail.ingest.live;

import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lines of a request that only Live Tail has shown so far.
 *
 * @param key whose they are, as far as these lines and those read beside them tell
 * @param events the lines, by time; not empty
 */
public record ProvisionalTrail(TrailKey key, List<TrailEvent> events) {
  public ProvisionalTrail {
    events = List.copyOf(events);
  }

  /** An event as Live Tail tells it: without an id. */
  private record Line(long timestamp, String message) {
    static Line of(TrailEvent event) {
      LogEvent e = event.event();
      return new Line(e.timestamp(), e.message().stripTrailing());
    }
  }

  /** A number that stands for it, and that no stored trail has: below 0. */
  public long id() {
    return -1 - (31L * key.hashCode() + key.stream().hashCode() & 0xFFFF_FFFFL);
  }

  /** Those that are not among stored events: equal ones by their number. */
  public List<TrailEvent> without(List<TrailEvent> stored) {
    Map<Line, Integer> known = new HashMap<>();
    stored.forEach(event -> known.merge(Line.of(event), 1, Integer::sum));
    List<TrailEvent> rest = new ArrayList<>();
    for (TrailEvent event : events) {
      if (known.merge(Line.of(event), -1, Integer::sum) < 0) {
        rest.add(event);
      }
    }
    return rest;
  }
}
