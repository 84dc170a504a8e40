package dev.logtrail.job.assemble;

import dev.logtrail.attribution.AttributionChanges;
import dev.logtrail.attribution.ScannedEvent;
import dev.logtrail.job.repair.Repair;
import dev.logtrail.job.repair.Repaired;
import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.structured.convention.Conventions;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns deliveries into changed trails: by steps while a stream comes in order, and by repair from
 * the store when something came late, came again, or is not at hand.
 */
public final class StreamAssembler {
  private static final Logger LOG = LoggerFactory.getLogger(StreamAssembler.class);

  private final TrailWriter writer;
  private final PendingFlush pending;
  private final TrailLimits limits;
  private final Conventions conventions;
  private final List<Integer> contextSizes;
  private final Map<LogStream, StreamCache> streams = new HashMap<>();
  private int placed;
  private int refused;
  private long repairs;
  private long repeats;
  private long uncertain;

  public StreamAssembler(
      TrailWriter writer, PendingFlush pending, TrailLimits limits, Conventions conventions) {
    this(writer, pending, limits, conventions, Repair.CONTEXT_REQUESTS);
  }

  public StreamAssembler(
      TrailWriter writer,
      PendingFlush pending,
      TrailLimits limits,
      Conventions conventions,
      List<Integer> contextSizes) {
    this.conventions = conventions;
    this.writer = writer;
    this.pending = pending;
    this.limits = limits;
    this.contextSizes = contextSizes;
  }

  /** Takes one delivery; afterwards {@code pending} holds what it changed. */
  public void take(LogBatch batch, long nowMs) {
    StreamCache cache = streams.computeIfAbsent(batch.stream(), s -> new StreamCache());
    cache.lastUsedMs = nowMs;
    placed = 0;
    refused = 0;
    List<ScannedEvent> fresh = fresh(cache, batch);
    if (fresh.isEmpty()) {
      return;
    }
    AttributionChanges changes = cache.tracker == null ? null : cache.tracker.append(fresh);
    if (changes == null) {
      repair(batch.stream(), cache, fresh);
    } else if (!apply(cache, changes)) {
      // The tracker is ahead of the drafts now: begin anew.
      cache.tracker = null;
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
  public void dropIdle(long nowMs, long idleMs, int maxStreams) {
    streams.values().removeIf(c -> nowMs - c.lastUsedMs >= idleMs);
    if (streams.size() > maxStreams) {
      streams.clear();
    }
  }

  int streamCount() {
    return streams.size();
  }

  /** Events of the last delivery that were new, those included that a limit refused. */
  int placed() {
    return placed;
  }

  /** Events that a limit refused in the last delivery. */
  int refused() {
    return refused;
  }

  /** How often the store had to be asked and something had come late or not in order. */
  public long repairs() {
    return repairs;
  }

  /** How often the store had to be asked and a delivery held nothing new. */
  long repeats() {
    return repeats;
  }

  /** How often a repair could not look at all that may matter. */
  long uncertain() {
    return uncertain;
  }

  private static List<ScannedEvent> fresh(StreamCache cache, LogBatch batch) {
    List<ScannedEvent> fresh = new ArrayList<>(batch.events().size());
    for (LogEvent event : distinct(batch.events())) {
      if (!cache.sawRecently(event)) {
        fresh.add(ScannedEvent.of(event, batch.source()));
      }
    }
    fresh.sort(ScannedEvent.ORDER);
    return fresh;
  }

  /** Each id once. Mostly ids rise from event to event, and nothing has to be looked up. */
  private static List<LogEvent> distinct(List<LogEvent> events) {
    boolean rising = true;
    for (int i = 1; i < events.size() && rising; i++) {
      rising = events.get(i).id().compareTo(events.get(i - 1).id()) > 0;
    }
    if (rising) {
      return events;
    }
    Set<String> seen = new HashSet<>();
    return events.stream().filter(event -> seen.add(event.id())).toList();
  }

  /**
   * Applies changes to the drafts; false, and nothing is changed, if one of its trails is not at
   * hand whole: then the store is asked.
   */
  private boolean apply(StreamCache cache, AttributionChanges changes) {
    for (AttributionChanges.Move move : changes.moves()) {
      TrailDraft from = move.from() == null ? null : cache.drafts.get(move.from());
      if (move.from() != null && (from == null || !from.holds(move.event()))) {
        return false;
      }
    }
    place(cache, changes.moves());
    changes.interrupted().forEach((key, interrupted) -> mark(cache, key, interrupted));
    return true;
  }

  private void place(StreamCache cache, List<AttributionChanges.Move> moves) {
    TrailKey key = null;
    TrailDraft draft = null;
    for (AttributionChanges.Move move : moves) {
      if (move.from() != null) {
        apply(cache, move);
        key = null;
      } else {
        // Neighbours share their key: one look-up for all of them.
        draft = key == move.to() ? draft : dirty(cache, move.to(), move.event());
        key = move.to();
        draft.add(move.event(), move.facts());
        placed++;
        noteRefused(draft);
      }
    }
  }

  private void apply(StreamCache cache, AttributionChanges.Move move) {
    if (move.to().equals(move.from())) {
      TrailDraft draft = cache.drafts.get(move.to());
      draft.replace(move.event());
      pending.add(draft);
      return;
    }
    give(cache, move);
    TrailDraft draft = dirty(cache, move.to(), move.event());
    draft.add(move.event(), move.facts());
    noteRefused(draft);
  }

  private void give(StreamCache cache, AttributionChanges.Move move) {
    TrailDraft from = cache.drafts.get(move.from());
    from.remove(move.event());
    if (from.isEmpty()) {
      cache.drafts.remove(move.from());
      pending.remove(from, writer.epoch());
    } else {
      pending.add(from);
    }
  }

  private void mark(StreamCache cache, TrailKey key, boolean interrupted) {
    TrailDraft draft = cache.drafts.get(key);
    if (draft != null) {
      draft.setInterrupted(interrupted);
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
                k,
                writer.nextTrailId(),
                Math.max(0, first.event().timestamp()),
                limits,
                conventions));
  }

  private TrailDraft dirty(StreamCache cache, TrailKey key, TrailEvent first) {
    TrailDraft draft = draft(cache, key, first);
    pending.add(draft);
    return draft;
  }

  private void noteRefused(TrailDraft draft) {
    int beyond = draft.takeRefused();
    if (beyond > 0) {
      pending.drop(EventCounts.TRAIL_LIMIT, beyond);
      refused += beyond;
    }
  }

  private void repair(LogStream stream, StreamCache cache, List<ScannedEvent> fresh) {
    pending.flush();
    Repair repair = new Repair(writer, stream, fresh, cache.tracker, contextSizes);
    Repaired repaired = repair.run();
    if (repaired == null) {
      repeats++;
      return;
    }
    repairs++;
    if (!repair.isCertain()) {
      uncertain++;
      LOG.warn("{} is too long to be looked at whole: late events may have been misplaced", stream);
    }
    cache.drafts.clear();
    store(cache, repaired);
    cache.tracker = repaired.tracker();
  }

  private void store(StreamCache cache, Repaired repaired) {
    placed += repaired.news();
    Map<TrailKey, StoredTrail> stored = new HashMap<>();
    repaired.stored().forEach(t -> stored.put(t.row().header().key(), t));
    for (Repaired.Trail trail : repaired.trails()) {
      StoredTrail old = stored.remove(trail.key());
      TrailDraft draft =
          old == null ? null : TrailDraft.revise(old, trail.events(), limits, conventions);
      if (draft == null) {
        draft = draft(cache, trail.key(), trail.events().get(0));
        trail.events().forEach(draft::add);
      }
      if (trail.interrupted() != null) {
        draft.setInterrupted(trail.interrupted());
      }
      noteRefused(draft);
      cache.drafts.put(trail.key(), draft);
      if (draft.isDirty()) {
        pending.add(draft);
      }
    }
    stored
        .values()
        .forEach(
            t ->
                pending.remove(
                    TrailDraft.revise(t, List.of(), limits, conventions), writer.epoch()));
  }
}
