package dev.logtrail.api.loki;

import dev.logtrail.api.load.LoadedTrail;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The texts of a trail's events as they were written, by id; read once one is asked for. */
final class WrittenText {
  private final LoadedTrail trail;
  private Map<String, String> byId;

  WrittenText(LoadedTrail trail) {
    this.trail = trail;
  }

  /** What an entry's events hold, without the line breaks at their ends; null if none is known. */
  String of(List<String> eventIds) {
    if (eventIds.isEmpty()) {
      return null;
    }
    if (byId == null) {
      byId = new HashMap<>();
      trail
          .texts()
          .get()
          .filter(t -> t.eventId() != null)
          .forEach(t -> byId.put(t.eventId(), t.text()));
    }
    if (eventIds.size() == 1) {
      String text = byId.get(eventIds.get(0));
      return text == null ? null : text.stripTrailing();
    }
    StringBuilder all = new StringBuilder();
    for (String id : eventIds) {
      all.append(all.isEmpty() ? "" : "\n").append(byId.getOrDefault(id, "").stripTrailing());
    }
    return all.toString();
  }
}
