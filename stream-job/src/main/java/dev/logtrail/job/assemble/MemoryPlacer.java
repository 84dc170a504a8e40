package dev.logtrail.job.assemble;

import dev.logtrail.attribution.AttributionChanges;
import dev.logtrail.attribution.ScannedEvent;
import dev.logtrail.attribution.StreamTracker;
import dev.logtrail.trail.LogBatch;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
      if (fresh.isEmpty()) {
        return Placement.nothing(cache.tracker);
      }
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
    } catch (RuntimeException | StackOverflowError e) {
      // With what the store holds each delivery is tried once more, alone.
      LOG.debug("{} could not be continued in memory", cache.stream(), e);
      cache.tracker = null;
      cache.oneByOne = true;
      return null;
    }
  }

  /** Attributes a stream anew that is at hand whole. */
  Placement placeInWhole(StreamCache cache, List<ScannedEvent> fresh) {
    Set<String> held = cache.drafts.eventIds();
    List<ScannedEvent> news = fresh.stream().filter(e -> !held.contains(e.event().id())).toList();
    if (news.isEmpty()) {
      return Placement.nothing(cache.tracker);
    }
    List<ScannedEvent> all = cache.drafts.events();
    all.addAll(news);
    StreamTracker.Rebuilt rebuilt =
        StreamTracker.rebuild(cache.stream(), all, false, Map.of(), cache.drafts.requestIds());
    repairs++;
    return new Placement(cache.drafts.changesTo(rebuilt.trails()), rebuilt.tracker(), news);
  }
}
