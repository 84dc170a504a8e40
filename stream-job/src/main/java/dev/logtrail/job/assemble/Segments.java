package dev.logtrail.job.assemble;

import dev.logtrail.store.TrailSegment;
import dev.logtrail.trail.TrailEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The segments of one trail on their way to the store: the open one, full ones that have just been
 * changed, and what all of them come to.
 */
final class Segments {
  /** What the objects around an event's text take. */
  static final long EVENT_OVERHEAD_BYTES = 200;

  private final TreeMap<Integer, List<TrailEvent>> held = new TreeMap<>();
  private final TreeSet<Integer> changed = new TreeSet<>();
  private final TreeSet<Integer> removed = new TreeSet<>();
  private final List<TrailEvent> added = new ArrayList<>();
  private int openNo;
  private int openBytes;
  private int sealed;
  private int events;
  private long bytes;
  private long heldBytes;

  /** Of a trail without events. */
  Segments() {
    held.put(0, new ArrayList<>());
  }

  /** Of a stored trail, with the differences to what is stored; the added events are not in yet. */
  Segments(SegmentDiff diff) {
    diff.kept().forEach((no, kept) -> held.put(no, new ArrayList<>(kept)));
    changed.addAll(diff.changed());
    removed.addAll(diff.emptied());
    openNo = held.isEmpty() ? 0 : held.lastKey();
    held.computeIfAbsent(openNo, no -> new ArrayList<>());
    held.values().forEach(segment -> segment.forEach(event -> bytes += bytes(event)));
    held.values().forEach(segment -> events += segment.size());
    held.get(openNo).forEach(event -> openBytes += bytes(event));
    heldBytes = bytes + EVENT_OVERHEAD_BYTES * events;
  }

  /**
   * Puts an event into the open segment, or into a new one if that is full.
   *
   * @param size its text's length, see {@link #bytes(TrailEvent)}
   */
  void add(TrailEvent event, int size) {
    List<TrailEvent> open = held.get(openNo);
    boolean full =
        open.size() >= TrailSegment.MAX_EVENTS || openBytes + size > TrailSegment.MAX_RAW_BYTES;
    if (full && !open.isEmpty()) {
      openNo++;
      openBytes = 0;
      open = new ArrayList<>();
      held.put(openNo, open);
    }
    open.add(event);
    added.add(event);
    openBytes += size;
    bytes += size;
    heldBytes += size + EVENT_OVERHEAD_BYTES;
    events++;
    changed.add(openNo);
  }

  /** Whether the event's segment is at hand. */
  boolean holds(TrailEvent event) {
    return held.values().stream().anyMatch(segment -> indexOf(segment, event) >= 0);
  }

  /** Puts the event in the place of that of the same id; one that is not held is left alone. */
  void replace(TrailEvent event) {
    held.forEach(
        (no, segment) -> {
          int at = indexOf(segment, event);
          if (at >= 0) {
            segment.set(at, event);
            changed.add(no);
          }
        });
  }

  /** Gives the event of the same id away; one that is not held is left alone. */
  void remove(TrailEvent event) {
    held.forEach(
        (no, segment) -> {
          int at = indexOf(segment, event);
          if (at >= 0) {
            segment.remove(at);
            changed.add(no);
            int size = bytes(event);
            bytes -= size;
            heldBytes -= size + EVENT_OVERHEAD_BYTES;
            openBytes -= no == openNo ? size : 0;
            events--;
          }
        });
  }

  private static int indexOf(List<TrailEvent> segment, TrailEvent event) {
    for (int i = 0; i < segment.size(); i++) {
      if (segment.get(i).event().id().equals(event.event().id())) {
        return i;
      }
    }
    return -1;
  }

  boolean isChanged() {
    return !changed.isEmpty() || !removed.isEmpty();
  }

  /** Segments to write, each in the order of the stream. */
  List<TrailSegment> written() {
    return changed.stream()
        .filter(no -> !held.get(no).isEmpty())
        .map(no -> new TrailSegment(no, held.get(no).stream().sorted(TrailEvent.ORDER).toList()))
        .toList();
  }

  /** Events that came since the last write; some may have been given away again. */
  List<TrailEvent> added() {
    return List.copyOf(added);
  }

  /** Segments with nothing left. */
  List<Integer> emptied() {
    TreeSet<Integer> numbers = new TreeSet<>(removed);
    numbers.addAll(changed);
    numbers.removeIf(no -> held.containsKey(no) && !held.get(no).isEmpty());
    return List.copyOf(numbers);
  }

  /** Notes that all changes are in the store; what is full is forgotten and returned. */
  List<TrailEvent> seal() {
    changed.clear();
    removed.clear();
    added.clear();
    List<TrailEvent> full = new ArrayList<>();
    while (held.firstKey() < openNo) {
      List<TrailEvent> segment = held.pollFirstEntry().getValue();
      sealed += segment.isEmpty() ? 0 : 1;
      full.addAll(segment);
      segment.forEach(event -> heldBytes -= bytes(event) + EVENT_OVERHEAD_BYTES);
    }
    return full;
  }

  /** Whether no segment was forgotten. */
  boolean holdAll() {
    return sealed == 0;
  }

  /** About what the events at hand take in memory. */
  long heldBytes() {
    return heldBytes;
  }

  /** Events at hand, in no particular order. */
  List<TrailEvent> held() {
    return held.values().stream().flatMap(Collection::stream).toList();
  }

  /** Segments with events, those forgotten too. */
  int count() {
    return sealed + (int) held.values().stream().filter(segment -> !segment.isEmpty()).count();
  }

  /** Events, those of forgotten segments too. */
  int events() {
    return events;
  }

  /** Text in UTF-8, that of forgotten segments too. */
  long bytes() {
    return bytes;
  }

  /** An event's text in UTF-8, counted without making it. */
  static int bytes(TrailEvent event) {
    String text = event.event().message();
    int size = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // Two chars of a surrogate pair are four bytes.
      size += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
    }
    return size;
  }
}
