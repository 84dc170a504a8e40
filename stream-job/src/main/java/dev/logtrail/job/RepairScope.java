package dev.logtrail.job;

import dev.logtrail.attribution.ScannedEvent;
import dev.logtrail.store.Neighbourhood;
import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What has to be looked at together to place some events: they and their neighbours in the store.
 *
 * @param events stored and new, without repeats; of repeats the stored one counts
 * @param startsBefore for ids whose earlier starts are not among them: how many
 * @param neighbourhood what is stored there
 * @param reachesEnd whether the newest of the stream is among them
 */
record RepairScope(
    List<ScannedEvent> events,
    Map<String, Integer> startsBefore,
    Neighbourhood neighbourhood,
    boolean reachesEnd) {
  private static final int SPREAD = 3;

  /**
   * Loads the scope.
   *
   * @param late whether the events are known to lie before the stream's end; else all that follows
   *     them is loaded too
   */
  static RepairScope of(
      TrailWriter writer, LogStream stream, List<ScannedEvent> fresh, boolean late) {
    Set<String> ids = new HashSet<>();
    fresh.stream().map(e -> e.facts().requestId()).filter(id -> id != null).forEach(ids::add);
    long from = fresh.get(0).event().timestamp();
    long to = late ? fresh.get(fresh.size() - 1).event().timestamp() : Long.MAX_VALUE;
    Neighbourhood near = writer.neighbourhood(stream, from, to, ids, SPREAD);
    Map<String, ScannedEvent> events = new LinkedHashMap<>();
    Map<String, Integer> startsBefore = new HashMap<>();
    for (StoredTrail trail : near.trails()) {
      TrailKey key = trail.row().header().key();
      if (!near.wholeStream() && !key.isEnvironment()) {
        startsBefore.merge(key.requestId(), key.n() - 1, Math::min);
      }
      for (TrailEvent event : trail.events()) {
        events.put(event.event().id(), ScannedEvent.of(event.event(), event.source()));
      }
    }
    fresh.forEach(e -> events.putIfAbsent(e.event().id(), e));
    boolean reachesEnd = near.wholeStream() || !late;
    return new RepairScope(List.copyOf(events.values()), startsBefore, near, reachesEnd);
  }
}
