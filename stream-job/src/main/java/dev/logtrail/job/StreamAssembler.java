package dev.logtrail.job;

import dev.logtrail.attribution.AttributedTrail;
import dev.logtrail.attribution.ScannedEvent;
import dev.logtrail.attribution.Step;
import dev.logtrail.attribution.StreamTracker;
import dev.logtrail.store.Neighbourhood;
import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns deliveries into changed trails: by steps while a stream comes in order, and by repair from
 * the store when something came late, came again, or is not at hand.
 */
final class StreamAssembler {
  private final TrailWriter writer;
  private final PendingFlush pending;
  private final TrailLimits limits;
  private final Map<LogStream, StreamCache> streams = new HashMap<>();
  private long repairs;

  StreamAssembler(TrailWriter writer, PendingFlush pending, TrailLimits limits) {
    this.writer = writer;
    this.pending = pending;
    this.limits = limits;
  }

  /** Takes one delivery; afterwards {@code pending} holds what it changed. */
  void take(LogBatch batch, long nowMs) {
    StreamCache cache = streams.computeIfAbsent(batch.stream(), s -> new StreamCache());
    cache.lastUsedMs = nowMs;
    List<ScannedEvent> fresh = fresh(cache, batch);
    if (fresh.isEmpty()) {
      return;
    }
    Step step = cache.tracker == null ? null : cache.tracker.append(fresh);
    if (step == null || !apply(cache, step)) {
      repair(batch.stream(), cache, fresh);
    }
    fresh.forEach(e -> cache.remember(e.event()));
    if (cache.tracker == null) {
      cache.drafts.clear();
    } else {
      cache.trim();
    }
  }

  /** Drops streams without an event for {@code idleMs}; nothing may be pending. */
  void dropIdle(long nowMs, long idleMs, int maxStreams) {
    streams.values().removeIf(c -> nowMs - c.lastUsedMs >= idleMs);
    if (streams.size() > maxStreams) {
      streams.clear();
    }
  }

  int streamCount() {
    return streams.size();
  }

  long repairs() {
    return repairs;
  }

  private static List<ScannedEvent> fresh(StreamCache cache, LogBatch batch) {
    Set<String> seen = new HashSet<>();
    List<ScannedEvent> fresh = new ArrayList<>(batch.events().size());
    for (LogEvent event : batch.events()) {
      if (seen.add(event.id()) && !cache.sawRecently(event)) {
        fresh.add(ScannedEvent.of(event, batch.source()));
      }
    }
    fresh.sort(ScannedEvent.ORDER);
    return fresh;
  }

  /**
   * Applies a step to the drafts; false if one of its trails is not at hand whole: then the store
   * is asked.
   */
  private boolean apply(StreamCache cache, Step step) {
    for (Step.Move move : step.moves()) {
      boolean given = move.from() == null || give(cache, move);
      if (!given) {
        return false;
      }
      if (!move.to().equals(move.from())) {
        put(draft(cache, move.to(), move.event()), move.event());
      }
    }
    step.superseded().forEach((key, superseded) -> mark(cache, key, superseded));
    return true;
  }

  private boolean give(StreamCache cache, Step.Move move) {
    TrailDraft from = cache.drafts.get(move.from());
    if (from == null || !from.replace(move.event(), move.to().equals(move.from()))) {
      return false;
    }
    if (from.isEmpty()) {
      cache.drafts.remove(move.from());
      pending.remove(from, writer.epoch());
    } else {
      pending.add(from);
    }
    return true;
  }

  private void mark(StreamCache cache, TrailKey key, boolean superseded) {
    TrailDraft draft = cache.drafts.get(key);
    if (draft != null) {
      draft.setSuperseded(superseded);
      if (draft.isDirty()) {
        pending.add(draft);
      }
    }
  }

  private TrailDraft draft(StreamCache cache, TrailKey key, TrailEvent first) {
    return cache.drafts.computeIfAbsent(
        key,
        k ->
            TrailDraft.create(
                k, writer.nextTrailId(), Math.max(0, first.event().timestamp()), limits));
  }

  private void put(TrailDraft draft, TrailEvent event) {
    if (!draft.add(event)) {
      pending.drop("trail_limit", 1);
    }
    pending.add(draft);
  }

  private void repair(LogStream stream, StreamCache cache, List<ScannedEvent> fresh) {
    repairs++;
    pending.flush();
    boolean late =
        cache.tracker != null && cache.tracker.isBehind(fresh.get(fresh.size() - 1).event());
    cache.drafts.clear();
    RepairScope scope = RepairScope.of(writer, stream, fresh, late);
    StreamTracker.Rebuilt rebuilt =
        StreamTracker.over(
            stream, scope.events(), scope.startsBefore(), scope.neighbourhood().requestIds());
    store(cache, scope.neighbourhood(), rebuilt.trails());
    cache.tracker =
        scope.reachesEnd() && !rebuilt.tracker().isOutgrown() ? rebuilt.tracker() : null;
  }

  private void store(StreamCache cache, Neighbourhood before, List<AttributedTrail> after) {
    Map<TrailKey, StoredTrail> stored = new HashMap<>();
    before.trails().forEach(t -> stored.put(t.row().header().key(), t));
    for (AttributedTrail trail : after) {
      StoredTrail old = stored.remove(trail.key());
      TrailDraft draft = old == null ? null : TrailDraft.revise(old, trail.events(), limits);
      if (draft == null) {
        draft = draft(cache, trail.key(), trail.events().get(0));
        for (TrailEvent event : trail.events()) {
          put(draft, event);
        }
      }
      draft.setSuperseded(trail.superseded());
      cache.drafts.put(trail.key(), draft);
      if (draft.isDirty()) {
        pending.add(draft);
      }
    }
    stored
        .values()
        .forEach(t -> pending.remove(TrailDraft.revise(t, List.of(), limits), writer.epoch()));
  }
}
