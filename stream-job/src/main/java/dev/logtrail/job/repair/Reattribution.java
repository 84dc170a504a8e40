package dev.logtrail.job.repair;

import dev.logtrail.attribution.AttributedTrail;
import dev.logtrail.attribution.ScannedEvent;
import dev.logtrail.attribution.StreamFormat;
import dev.logtrail.attribution.StreamTracker;
import dev.logtrail.store.StoredTrail;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** A window of a stream, attributed as it is stored and together with new events. */
final class Reattribution {
  private final AttributionWindow window;
  private final Supplier<StreamTracker.Rebuilt> asStored;
  private final StreamTracker.Rebuilt after;
  private final List<ScannedEvent> news;
  private final Map<String, PlacedEvent> stored;
  private final Map<String, PlacedEvent> placed;
  private StreamTracker.Rebuilt before;

  private Reattribution(
      AttributionWindow window,
      Supplier<StreamTracker.Rebuilt> asStored,
      StreamTracker.Rebuilt after,
      List<ScannedEvent> news) {
    this.window = window;
    this.news = news;
    this.asStored = asStored;
    this.after = after;
    this.stored = window.placed(false);
    this.placed = PlacedEvent.all(after.trails());
  }

  /**
   * Attributes a window.
   *
   * @param news events that are not stored
   * @param managed whether the stream is taken for a Managed Instance
   */
  static Reattribution of(
      LogStream stream, AttributionWindow window, List<ScannedEvent> news, boolean managed) {
    List<ScannedEvent> events = window.events();
    List<ScannedEvent> all = new ArrayList<>(events);
    all.addAll(news);
    return new Reattribution(
        window,
        () -> over(stream, window, events, managed),
        over(stream, window, all, managed),
        news);
  }

  private static StreamTracker.Rebuilt over(
      LogStream stream, AttributionWindow window, List<ScannedEvent> events, boolean managed) {
    return StreamTracker.rebuild(
        stream, events, managed, window.startsBefore(), window.context().requestIds());
  }

  /** The window without the new events; made when first asked for. */
  private StreamTracker.Rebuilt before() {
    before = before == null ? asStored.get() : before;
    return before;
  }

  /** Whether it makes of the stored events what is stored: then nothing that matters is missing. */
  boolean explainsStored() {
    return PlacedEvent.all(before().trails()).equals(stored);
  }

  /** Whether nothing changes at the right end. */
  boolean keepsEnd() {
    return window.placed(true).entrySet().stream()
        .allMatch(guard -> guard.getValue().equals(placed.get(guard.getKey())));
  }

  /** Whether the new events say something of the whole stream that was not known. */
  boolean changesTraits() {
    StreamFormat was = before().tracker().format();
    StreamFormat is = after.tracker().format();
    boolean format = was != is && (was != StreamFormat.UNKNOWN || is == StreamFormat.TEXT);
    return format || before().tracker().isManaged() != after.tracker().isManaged();
  }

  boolean placesAs(Reattribution other) {
    return placed.equals(other.placed);
  }

  /** Requests that have other starts than before: all their trails and lines are affected. */
  Set<String> renumbered() {
    Map<String, Set<Integer>> then = starts(stored);
    Map<String, Set<Integer>> now = starts(placed);
    Set<String> ids = new HashSet<>(then.keySet());
    ids.addAll(now.keySet());
    ids.removeIf(id -> then.getOrDefault(id, Set.of()).equals(now.getOrDefault(id, Set.of())));
    return ids;
  }

  private static Map<String, Set<Integer>> starts(Map<String, PlacedEvent> placed) {
    Map<String, Set<Integer>> starts = new HashMap<>();
    for (PlacedEvent event : placed.values()) {
      if (!event.key().isEnvironment()) {
        starts
            .computeIfAbsent(event.key().requestId(), id -> new HashSet<>())
            .add(event.key().startNumber());
      }
    }
    return starts;
  }

  /** What has to be stored. */
  Repaired result() {
    Map<TrailKey, List<TrailEvent>> events = new LinkedHashMap<>();
    window.outside().forEach((key, outside) -> events.put(key, new ArrayList<>(outside)));
    Map<TrailKey, Boolean> interrupted = new HashMap<>();
    for (AttributedTrail trail : after.trails()) {
      events.computeIfAbsent(trail.key(), k -> new ArrayList<>()).addAll(trail.events());
      if (window.knowsWhetherInterrupted(trail.key())) {
        interrupted.put(trail.key(), trail.interrupted());
      }
    }
    events.values().removeIf(List::isEmpty);
    List<Repaired.Trail> trails =
        events.entrySet().stream()
            .map(e -> new Repaired.Trail(e.getKey(), e.getValue(), interrupted.get(e.getKey())))
            .toList();
    boolean usable = window.reachesEnd() && !after.tracker().isOutgrown();
    List<StoredTrail> loaded = window.context().trails();
    return new Repaired(
        loaded, trails, usable ? after.tracker() : null, news, window.context().wholeStream());
  }
}
