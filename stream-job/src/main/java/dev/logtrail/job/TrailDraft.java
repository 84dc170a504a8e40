package dev.logtrail.job;

import dev.logtrail.reading.HeaderFacts;
import dev.logtrail.reading.Headers;
import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.TrailSegment;
import dev.logtrail.store.TrailWrite;
import dev.logtrail.trail.CloseReason;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A trail on its way to the store: its open segment, what the sealed ones come to, and what has
 * changed since it was last written.
 */
final class TrailDraft {
  private final TrailKey key;
  private final long trailId;
  private final LocalDate day;
  private final TrailLimits limits;
  private long revision;

  /** Segments still held, by number: all of them after a repair, else only the open one. */
  private final TreeMap<Integer, List<TrailEvent>> held = new TreeMap<>();

  private final TreeMap<Integer, Boolean> changed = new TreeMap<>();
  private final List<Integer> removed = new ArrayList<>();
  private HeaderFacts sealed = new HeaderFacts();
  private int openNo;
  private int openBytes;
  private int sealedEvents;
  private long sealedBytes;
  private boolean superseded;
  private boolean truncated;
  private boolean stored;

  private TrailDraft(TrailKey key, long trailId, LocalDate day, TrailLimits limits) {
    this.key = key;
    this.trailId = trailId;
    this.day = day;
    this.limits = limits;
  }

  /** A trail that is not stored yet; its day is that of its first event. */
  static TrailDraft create(TrailKey key, long trailId, long firstTime, TrailLimits limits) {
    LocalDate day =
        key.isEnvironment()
            ? key.environmentDay()
            : Instant.ofEpochMilli(firstTime).atOffset(ZoneOffset.UTC).toLocalDate();
    TrailDraft draft = new TrailDraft(key, trailId, day, limits);
    draft.held.put(0, new ArrayList<>());
    return draft;
  }

  /**
   * A stored trail whose events become {@code events}: segments that stay as they are will not be
   * written again.
   */
  static TrailDraft revise(StoredTrail stored, List<TrailEvent> events, TrailLimits limits) {
    TrailRow row = stored.row();
    TrailDraft draft = new TrailDraft(row.header().key(), row.trailId(), row.day(), limits);
    draft.revision = row.revision();
    draft.truncated = row.header().truncated();
    draft.superseded = row.header().closeReason() == CloseReason.NEXT_START;
    draft.stored = true;
    SegmentDiff diff = SegmentDiff.of(stored.segments(), events);
    draft.held.putAll(diff.kept());
    diff.changed().forEach(no -> draft.changed.put(no, true));
    draft.removed.addAll(diff.emptied());
    draft.openNo = draft.held.isEmpty() ? 0 : draft.held.lastKey();
    draft.held.computeIfAbsent(draft.openNo, no -> new ArrayList<>());
    draft.openBytes = bytes(draft.open());
    diff.added().forEach(draft::add);
    return draft;
  }

  private List<TrailEvent> open() {
    return held.get(openNo);
  }

  TrailKey key() {
    return key;
  }

  boolean isDirty() {
    return !changed.isEmpty() || !removed.isEmpty();
  }

  boolean isStored() {
    return stored;
  }

  boolean isEmpty() {
    return sealedEvents == 0 && held.values().stream().allMatch(List::isEmpty);
  }

  /** Takes an event; false if the trail may not grow any more. */
  boolean add(TrailEvent event) {
    int size = bytes(event);
    if (eventCount() >= limits.maxEvents() || rawBytes() + size > limits.maxBytes()) {
      changed.merge(openNo, true, Boolean::logicalOr);
      truncated = true;
      return false;
    }
    boolean full =
        open().size() >= TrailSegment.MAX_EVENTS || openBytes + size > TrailSegment.MAX_RAW_BYTES;
    if (full && !open().isEmpty()) {
      openNo++;
      held.put(openNo, new ArrayList<>());
      openBytes = 0;
    }
    open().add(event);
    openBytes += size;
    changed.put(openNo, true);
    return true;
  }

  /**
   * Gives an event away (or a new basis to one that stays); false if its segment is sealed and not
   * held any more.
   */
  boolean replace(TrailEvent event, boolean stays) {
    for (var segment : held.entrySet()) {
      List<TrailEvent> events = segment.getValue();
      for (int i = 0; i < events.size(); i++) {
        if (events.get(i).event().id().equals(event.event().id())) {
          if (stays) {
            events.set(i, event);
          } else {
            events.remove(i);
          }
          changed.put(segment.getKey(), true);
          return true;
        }
      }
    }
    return false;
  }

  /** Notes whether another request started although this one never reported. */
  void setSuperseded(boolean now) {
    if (superseded != now) {
      superseded = now;
      changed.merge(openNo, true, Boolean::logicalOr);
    }
  }

  /** This trail's part of a flush; what is full is forgotten, the open segment stays. */
  TrailWrite write(long epoch) {
    List<TrailSegment> segments = new ArrayList<>();
    for (int no : changed.keySet()) {
      List<TrailEvent> events = held.get(no);
      removed.remove((Integer) no);
      if (events == null || events.isEmpty()) {
        removed.add(no);
      } else {
        segments.add(new TrailSegment(no, sorted(events)));
      }
    }
    seal();
    TrailWrite write = new TrailWrite(row(epoch), segments, removed);
    changed.clear();
    removed.clear();
    stored = true;
    return write;
  }

  /** The row of the next version. */
  TrailRow row(long epoch) {
    HeaderFacts facts = sealed.copy();
    held.values().forEach(events -> Headers.gather(facts, sorted(events)));
    CloseReason closedBy =
        truncated ? CloseReason.LIMIT : superseded ? CloseReason.NEXT_START : null;
    return new TrailRow(
        trailId,
        day,
        epoch,
        ++revision,
        Headers.of(key, facts, closedBy, truncated),
        eventCount(),
        rawBytes(),
        openNo + 1);
  }

  private void seal() {
    while (held.firstKey() < openNo) {
      List<TrailEvent> events = held.pollFirstEntry().getValue();
      Headers.gather(sealed, sorted(events));
      sealedEvents += events.size();
      sealedBytes += bytes(events);
    }
  }

  private static List<TrailEvent> sorted(List<TrailEvent> events) {
    return events.stream().sorted(TrailEvent.ORDER).toList();
  }

  private int eventCount() {
    return sealedEvents + held.values().stream().mapToInt(List::size).sum();
  }

  private long rawBytes() {
    return sealedBytes + held.values().stream().mapToLong(TrailDraft::bytes).sum();
  }

  private static int bytes(List<TrailEvent> events) {
    return events.stream().mapToInt(TrailDraft::bytes).sum();
  }

  private static int bytes(TrailEvent event) {
    return event.event().message().getBytes(StandardCharsets.UTF_8).length;
  }
}
