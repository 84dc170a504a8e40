package dev.logtrail.payload;

import dev.logtrail.trail.EventId;
import java.util.HashMap;
import java.util.Map;

/** Makes up ids for the events of one stream in one payload, counting equal events. */
final class MadeUpIds {
  private final Map<Equal, Integer> seen = new HashMap<>();

  private record Equal(long timestamp, String message) {}

  /** The id of an event that came without one. */
  String next(long timestamp, String message) {
    int k = seen.merge(new Equal(timestamp, message), 1, Integer::sum);
    return EventId.makeUp(timestamp, message, k);
  }
}
