package dev.logtrail.job.assemble;

import dev.logtrail.attribution.ScannedEvent;
import dev.logtrail.attribution.StreamTracker;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a task holds of one stream between deliveries: a cache of the store, safe to drop after any
 * flush unless deliveries wait in it.
 */
final class StreamCache {
  /** What the objects of a stream of which hardly anything is held take. */
  private static final long BASE_BYTES = 2_000;

  /** Of a stream with more at hand only what can still change is kept. */
  private static final int WHOLE_BYTES = 256 << 10;

  final StreamDrafts drafts;

  /** Null when the newest part of the stream is not at hand. */
  StreamTracker tracker;

  /** Whether {@link #drafts} hold every event that is stored or waits: nothing has to be asked. */
  boolean whole;

  /** Whether one of the waiting deliveries is under suspicion: then they are taken one by one. */
  boolean oneByOne;

  /** What is counted for it in the budget of streams, bytes. */
  long bytes;

  long lastUsedMs;
  private final LogStream stream;
  private final RecentIds recent = new RecentIds();
  private final Deque<LogBatch> waiting = new ArrayDeque<>();

  StreamCache(LogStream stream, StreamDrafts drafts) {
    this.stream = stream;
    this.drafts = drafts;
  }

  LogStream stream() {
    return stream;
  }

  /** The events of a delivery that were not seen a moment ago, each once, in order. */
  List<ScannedEvent> fresh(LogBatch batch) {
    List<ScannedEvent> fresh = new ArrayList<>(batch.events().size());
    for (LogEvent event : distinct(batch.events())) {
      if (!recent.contains(event.id())) {
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

  /** The same of several deliveries together. */
  List<ScannedEvent> fresh(List<LogBatch> batches) {
    if (batches.size() == 1) {
      return fresh(batches.get(0));
    }
    Map<String, ScannedEvent> fresh = new HashMap<>();
    for (LogBatch batch : batches) {
      fresh(batch).forEach(e -> fresh.putIfAbsent(e.event().id(), e));
    }
    return fresh.values().stream().sorted(ScannedEvent.ORDER).toList();
  }

  /** Notes that events are stored or will be with the next flush. */
  void remember(List<ScannedEvent> events) {
    events.forEach(e -> recent.add(e.event().id()));
  }

  /** Lets a delivery wait until the store has been asked. */
  void await(LogBatch batch) {
    waiting.add(batch);
  }

  boolean isWaiting() {
    return !waiting.isEmpty();
  }

  /** Whether nothing would be lost if it were forgotten. */
  boolean isIdle() {
    return waiting.isEmpty() && !drafts.isPending();
  }

  /** About what it takes in memory, without the deliveries that wait. */
  long heldBytes() {
    return BASE_BYTES + drafts.bytes();
  }

  /** Deliveries to take together; they wait no longer. */
  List<LogBatch> nextWaiting() {
    List<LogBatch> next = new ArrayList<>();
    do {
      next.add(waiting.remove());
    } while (!oneByOne && !waiting.isEmpty());
    oneByOne = oneByOne && !waiting.isEmpty();
    return next;
  }

  /** Puts deliveries back in front of those that wait. */
  void awaitAgain(List<LogBatch> batches) {
    for (int i = batches.size() - 1; i >= 0; i--) {
      waiting.addFirst(batches.get(i));
    }
  }

  /** Forgets what no further delivery can change, unless the stream is small. */
  void settle() {
    if (tracker == null || tracker.isOutgrown()) {
      tracker = null;
      whole = false;
      drafts.trim(Set.of());
      return;
    }
    whole = whole && drafts.bytes() <= WHOLE_BYTES && drafts.holdAll();
    if (!whole) {
      drafts.trim(tracker.requestIds());
    }
  }

  /** Forgets what is held of the stream's trails. Nothing of it may be pending. */
  void forget() {
    tracker = null;
    whole = false;
    drafts.clear();
  }
}
