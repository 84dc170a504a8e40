package dev.logtrail.job.assemble;

import dev.logtrail.attribution.AttributionChanges;
import dev.logtrail.job.repair.PlacedEvent;
import dev.logtrail.job.repair.Repaired;
import dev.logtrail.line.LineFacts;
import dev.logtrail.store.StoredTrail;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The trails of one stream that are at hand. Each change lands in the next flush, too. */
final class StreamDrafts {
  private final DraftMaker maker;
  private final Map<TrailKey, TrailDraft> drafts = new HashMap<>();

  /** Whether one of them waits for the next flush, or the deletion of one. */
  private boolean pending;

  private long bytes;

  StreamDrafts(DraftMaker maker) {
    this.maker = maker;
  }

  /** Whether something of the stream waits for the next flush. */
  boolean isPending() {
    return pending;
  }

  /** Notes that what waited is stored. */
  void flushed() {
    pending = false;
  }

  /** About what the events at hand take in memory. */
  long bytes() {
    return bytes;
  }

  void clear() {
    drafts.clear();
    bytes = 0;
  }

  /** Whether every event that the trails have is at hand. */
  boolean holdAll() {
    return drafts.values().stream().allMatch(TrailDraft::holdsAll);
  }

  /** Forgets trails that no further delivery can change without asking the store. */
  void trim(Set<String> requestIds) {
    drafts
        .values()
        .removeIf(
            d ->
                !d.isDirty()
                    && !d.key().isEnvironment()
                    && !requestIds.contains(d.key().requestId()));
    bytes = drafts.values().stream().mapToLong(TrailDraft::heldBytes).sum();
  }

  /** Whether all that changes move is at hand; else the store has to be asked. */
  boolean canApply(AttributionChanges changes) {
    for (AttributionChanges.Move move : changes.moves()) {
      TrailDraft from = move.from() == null ? null : drafts.get(move.from());
      if (move.from() != null && (from == null || !from.holds(move.event()))) {
        return false;
      }
    }
    return true;
  }

  /** Applies changes that {@link #canApply can be}. */
  void apply(AttributionChanges changes) {
    place(changes.moves());
    changes.interrupted().forEach(this::mark);
  }

  private void place(List<AttributionChanges.Move> moves) {
    TrailKey key = null;
    TrailDraft draft = null;
    for (AttributionChanges.Move move : moves) {
      if (move.from() != null) {
        apply(move);
        key = null;
      } else {
        // Neighbours share their key: one look-up for all of them.
        draft = key == move.to() ? draft : dirty(move.to(), move.event());
        key = move.to();
        add(draft, move.event(), move.facts());
      }
    }
  }

  private void apply(AttributionChanges.Move move) {
    if (move.to().equals(move.from())) {
      TrailDraft draft = drafts.get(move.to());
      draft.replace(move.event());
      note(draft);
      return;
    }
    give(move);
    add(dirty(move.to(), move.event()), move.event(), move.facts());
  }

  private void give(AttributionChanges.Move move) {
    TrailDraft from = drafts.get(move.from());
    from.remove(move.event());
    if (from.isEmpty()) {
      drafts.remove(move.from());
      remove(from);
    } else {
      note(from);
    }
  }

  private void add(TrailDraft draft, TrailEvent event, LineFacts facts) {
    long held = draft.heldBytes();
    draft.add(event, facts);
    bytes += draft.heldBytes() - held;
    maker.noteRefused(draft);
  }

  private void mark(TrailKey key, boolean interrupted) {
    TrailDraft draft = drafts.get(key);
    if (draft != null) {
      draft.setInterrupted(interrupted);
      if (draft.isDirty()) {
        note(draft);
      }
    }
  }

  private TrailDraft dirty(TrailKey key, TrailEvent first) {
    TrailDraft draft = drafts.computeIfAbsent(key, k -> maker.create(k, first));
    note(draft);
    return draft;
  }

  private void note(TrailDraft draft) {
    maker.pending().add(draft);
    pend();
  }

  private void remove(TrailDraft draft) {
    maker.pending().remove(draft);
    pend();
  }

  private void pend() {
    if (!pending) {
      pending = true;
      maker.pending().add(this);
    }
  }

  /** Where each event at hand stands, by its id. */
  Map<String, PlacedEvent> placed() {
    Map<String, PlacedEvent> placed = new HashMap<>();
    drafts.forEach(
        (key, draft) ->
            draft.held().forEach(e -> placed.put(e.event().id(), new PlacedEvent(key, e))));
    return placed;
  }

  /** Request ids of all trails at hand. */
  List<String> requestIds() {
    return drafts.keySet().stream()
        .filter(key -> !key.isEnvironment())
        .map(TrailKey::requestId)
        .distinct()
        .toList();
  }

  /** Becomes what a repair has found. Nothing may be pending. */
  void replaceBy(Repaired repaired) {
    clear();
    Map<TrailKey, StoredTrail> stored = new HashMap<>();
    repaired.stored().forEach(t -> stored.put(t.row().header().key(), t));
    for (Repaired.Trail trail : repaired.trails()) {
      StoredTrail old = stored.remove(trail.key());
      TrailDraft draft = old == null ? null : maker.revise(old, trail.events());
      if (draft == null) {
        draft = maker.create(trail.key(), trail.events().get(0));
        trail.events().forEach(draft::add);
      }
      if (trail.interrupted() != null) {
        draft.setInterrupted(trail.interrupted());
      }
      maker.noteRefused(draft);
      drafts.put(trail.key(), draft);
      bytes += draft.heldBytes();
      if (draft.isDirty()) {
        note(draft);
      }
    }
    stored.values().forEach(t -> remove(maker.revise(t, List.of())));
  }
}
