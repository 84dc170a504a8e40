package dev.logtrail.job.assemble;

import dev.logtrail.line.LineFacts;
import dev.logtrail.line.LineScanner;
import dev.logtrail.reading.header.HeaderFacts;
import dev.logtrail.reading.header.Headers;
import dev.logtrail.reading.header.TrailTally;
import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.TrailSegment;
import dev.logtrail.store.TrailWrite;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.CloseReason;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailHeader;
import dev.logtrail.trail.TrailKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A trail on its way to the store: its open segment, what the full ones come to, and what has
 * changed since it was last written.
 */
final class TrailDraft {
  private final TrailKey key;
  private final long trailId;
  private final LocalDate day;
  private final TrailLimits limits;
  private final Conventions conventions;
  private final Segments segments;
  private long revision;

  /** Facts of the events that are not held any more. */
  private final HeaderFacts sealed = new HeaderFacts();

  /** The last of those: how they are read depends on what follows. */
  private List<TrailEvent> unsettled = List.of();

  /** Counts all events as they come, those not held any more too; void in doubt. */
  private final TrailTally tally;

  /** Null: it does not matter, because the trail is closed by its REPORT or by a limit. */
  private Boolean interrupted;

  private boolean truncated;
  private boolean rowChanged;
  private boolean stored;
  private final Map<Source, Integer> refused = new EnumMap<>(Source.class);

  private TrailDraft(
      TrailKey key,
      long trailId,
      LocalDate day,
      TrailLimits limits,
      Conventions conventions,
      Segments segments) {
    this.key = key;
    this.trailId = trailId;
    this.day = day;
    this.limits = limits;
    this.conventions = conventions;
    this.segments = segments;
    this.tally = new TrailTally(conventions);
  }

  /** A trail that is not stored yet; its day is that of its first event. */
  static TrailDraft create(
      TrailKey key, long trailId, long firstTime, TrailLimits limits, Conventions conventions) {
    LocalDate day =
        key.isEnvironment()
            ? key.day()
            : Instant.ofEpochMilli(firstTime).atOffset(ZoneOffset.UTC).toLocalDate();
    TrailDraft draft = new TrailDraft(key, trailId, day, limits, conventions, new Segments());
    draft.interrupted = false;
    return draft;
  }

  /**
   * A stored trail whose events become {@code events}: segments that stay as they are will not be
   * written again.
   */
  static TrailDraft revise(
      StoredTrail stored, List<TrailEvent> events, TrailLimits limits, Conventions conventions) {
    TrailRow row = stored.row();
    TrailHeader header = row.header();
    SegmentDiff diff = SegmentDiff.of(stored.segments(), events);
    TrailDraft draft =
        new TrailDraft(
            header.key(), row.trailId(), row.day(), limits, conventions, new Segments(diff));
    draft.revision = row.revision();
    draft.truncated = header.truncated();
    boolean closed =
        header.closeReason() == CloseReason.REPORT || header.closeReason() == CloseReason.LIMIT;
    draft.interrupted = closed ? null : header.closeReason() == CloseReason.NEXT_START;
    draft.stored = true;
    draft.tally.spoil();
    diff.added().forEach(draft::add);
    return draft;
  }

  TrailKey key() {
    return key;
  }

  boolean isDirty() {
    return rowChanged || segments.isChanged();
  }

  boolean isStored() {
    return stored;
  }

  boolean isEmpty() {
    return segments.events() == 0;
  }

  /** Takes an event; one beyond the limits is refused and counted. */
  void add(TrailEvent event) {
    add(event, LineScanner.scan(event.event().message()));
  }

  /** The same of an event whose message has been scanned. */
  void add(TrailEvent event, LineFacts facts) {
    int size = Segments.bytes(event);
    boolean beyond =
        segments.events() >= limits.maxEvents() || segments.bytes() + size > limits.maxBytes();
    if (beyond) {
      rowChanged |= !truncated;
      truncated = true;
      refused.merge(event.source(), 1, Integer::sum);
    } else {
      segments.add(event, size);
      count(event, facts);
    }
  }

  private void count(TrailEvent event, LineFacts facts) {
    try {
      tally.add(event, facts);
    } catch (RuntimeException | StackOverflowError e) {
      // Then all events are read, and what cannot be read is shown as it came.
      tally.spoil();
    }
  }

  /** How many events were refused since this was last asked, by how they came. */
  Map<Source, Integer> takeRefused() {
    if (refused.isEmpty()) {
      return Map.of();
    }
    Map<Source, Integer> counts = Map.copyOf(refused);
    refused.clear();
    return counts;
  }

  /** The events at hand, in no particular order. */
  List<TrailEvent> held() {
    return segments.held();
  }

  /** Whether these are all events of the trail. */
  boolean holdsAll() {
    return segments.holdAll();
  }

  /** About what the events at hand take in memory. */
  long heldBytes() {
    return segments.heldBytes();
  }

  /** Whether the event can be changed or given away without asking the store. */
  boolean holds(TrailEvent event) {
    return segments.holds(event);
  }

  /** Gives an event that is held a new basis. */
  void replace(TrailEvent event) {
    segments.replace(event);
    tally.spoil();
  }

  /** Gives an event that is held away. */
  void remove(TrailEvent event) {
    segments.remove(event);
    tally.spoil();
  }

  /** Notes whether another request started although this one never reported. */
  void setInterrupted(boolean now) {
    rowChanged |= interrupted != null && interrupted != now;
    interrupted = now;
  }

  /** This trail's part of a flush; what is full is forgotten, the open segment stays. */
  TrailWrite write(long epoch) {
    List<TrailSegment> written = segments.written();
    List<Integer> emptied = segments.emptied();
    List<TrailEvent> added = segments.added();
    TrailRow row = row(epoch);
    settle(segments.seal());
    rowChanged = false;
    stored = true;
    return new TrailWrite(row, written, emptied, added);
  }

  private void settle(List<TrailEvent> full) {
    if (!full.isEmpty()) {
      unsettled = Headers.gatherSettled(sealed, inOrder(unsettled, full), conventions);
    }
  }

  /** The row of the next version. */
  TrailRow row(long epoch) {
    CloseReason closedBy =
        truncated
            ? CloseReason.LIMIT
            : Boolean.TRUE.equals(interrupted) ? CloseReason.NEXT_START : null;
    return new TrailRow(
        trailId,
        day,
        epoch,
        ++revision,
        Headers.of(key, facts(), closedBy, truncated),
        segments.events(),
        segments.bytes(),
        segments.count());
  }

  private HeaderFacts facts() {
    if (tally.isSure()) {
      return tally.facts();
    }
    HeaderFacts facts = sealed.copy();
    Headers.gather(facts, inOrder(unsettled, segments.held()), conventions);
    return facts;
  }

  private static List<TrailEvent> inOrder(List<TrailEvent> a, List<TrailEvent> b) {
    return Stream.concat(a.stream(), b.stream()).sorted(TrailEvent.ORDER).toList();
  }
}
