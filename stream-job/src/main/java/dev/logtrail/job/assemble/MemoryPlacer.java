package dev.logtrail.job.assemble;

import dev.logtrail.attribution.AttributedTrail;
import dev.logtrail.attribution.AttributionChanges;
import dev.logtrail.attribution.ScannedEvent;
import dev.logtrail.attribution.StreamTracker;
import dev.logtrail.job.repair.PlacedEvent;
import dev.logtrail.line.LineFacts;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Places events with what is at hand of their stream, as far as that tells where they belong. */
final class MemoryPlacer {
  private static final Logger LOG = LoggerFactory.getLogger(MemoryPlacer.class);

  private long repairs;

  /** How often something had come late and all of its stream was at hand. */
  long repairs() {
    return repairs;
  }

  /** Where the events of some deliveries belong; null if the store has to be asked. */
  Placement place(StreamCache cache, List<LogBatch> batches) {
    try {
      List<ScannedEvent> fresh = cache.fresh(batches);
      return fresh.isEmpty() ? Placement.nothing(cache.tracker) : placeFresh(cache, fresh);
    } catch (RuntimeException | StackOverflowError e) {
      // With what the store holds each delivery is tried once more, alone.
      LOG.debug("{} could not be continued in memory", cache.stream(), e);
      cache.tracker = null;
      cache.oneByOne = true;
      return null;
    }
  }

  /** Places the first events of a stream of which nothing is stored. */
  Placement placeFirst(StreamCache cache, List<ScannedEvent> fresh) {
    cache.forget();
    cache.whole = true;
    cache.tracker = StreamTracker.ofNewStream(cache.stream());
    return placeFresh(cache, fresh);
  }

  private Placement placeFresh(StreamCache cache, List<ScannedEvent> fresh) {
    AttributionChanges changes = cache.tracker.append(fresh);
    if (changes != null && cache.drafts.canApply(changes)) {
      return new Placement(changes, cache.tracker, fresh);
    }
    if (cache.whole) {
      return placeInWhole(cache, fresh);
    }
    // If there are changes, the tracker is ahead of the drafts now.
    cache.tracker = changes == null ? cache.tracker : null;
    return null;
  }

  /** Attributes a stream anew that is at hand whole. */
  private Placement placeInWhole(StreamCache cache, List<ScannedEvent> fresh) {
    Map<String, PlacedEvent> placed = cache.drafts.placed();
    List<ScannedEvent> news =
        fresh.stream().filter(e -> !placed.containsKey(e.event().id())).toList();
    if (news.isEmpty()) {
      return Placement.nothing(cache.tracker);
    }
    List<ScannedEvent> all = new ArrayList<>(news);
    placed.values().stream()
        .map(PlacedEvent::event)
        .forEach(e -> all.add(ScannedEvent.of(e.event(), e.source())));
    StreamTracker.Rebuilt rebuilt =
        StreamTracker.rebuild(cache.stream(), all, false, Map.of(), cache.drafts.requestIds());
    repairs++;
    return new Placement(changes(placed, all, rebuilt.trails()), rebuilt.tracker(), news);
  }

  /**
   * What has to change so that trails become others.
   *
   * @param placed where the events at hand stand now
   * @param all these and new ones
   * @param wanted all trails of the stream
   */
  private static AttributionChanges changes(
      Map<String, PlacedEvent> placed, List<ScannedEvent> all, List<AttributedTrail> wanted) {
    Map<String, LineFacts> facts = new HashMap<>();
    all.forEach(e -> facts.put(e.event().id(), e.facts()));
    List<AttributionChanges.Move> moves = new ArrayList<>();
    Map<TrailKey, Boolean> interrupted = new HashMap<>();
    for (AttributedTrail trail : wanted) {
      for (TrailEvent event : trail.events()) {
        String id = event.event().id();
        PlacedEvent now = placed.get(id);
        if (!new PlacedEvent(trail.key(), event).equals(now)) {
          TrailKey from = now == null ? null : now.key();
          moves.add(new AttributionChanges.Move(from, trail.key(), event, facts.get(id)));
        }
      }
      if (!trail.key().isEnvironment()) {
        interrupted.put(trail.key(), trail.interrupted());
      }
    }
    return new AttributionChanges(moves, interrupted);
  }
}
