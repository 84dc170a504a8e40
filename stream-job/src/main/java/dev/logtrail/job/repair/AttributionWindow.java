package dev.logtrail.job.repair;

import dev.logtrail.attribution.ScannedEvent;
import dev.logtrail.line.LineKind;
import dev.logtrail.line.LineScanner;
import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.StreamContext;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailHeader;
import dev.logtrail.trail.TrailKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * A part of a stream that can be attributed by itself, cut from what was loaded around some new
 * events.
 *
 * <p>A START at which a request really begins is where the stream can be cut: what stands behind it
 * is attributed the same, whatever stood before it. So the window begins with one, or where the
 * stream begins; and it ends before one, or where the stream ends. That last request is looked at
 * too, but may not change: if it did, the cut would be in the wrong place.
 */
final class AttributionWindow {
  private final StreamContext context;
  private final LogEvent left;
  private final StoredTrail last;
  private final LogEvent right;
  private final boolean bounded;

  private AttributionWindow(
      StreamContext context, LogEvent left, StoredTrail last, boolean bounded) {
    this.context = context;
    this.left = left;
    this.last = last;
    this.right = last == null ? null : start(last);
    this.bounded = bounded;
  }

  /** All of a stream. */
  static AttributionWindow whole(StreamContext context) {
    return new AttributionWindow(context, null, null, true);
  }

  /**
   * Cuts a window.
   *
   * @param context what was loaded for {@code range}, with {@code contextRequests} more trails on
   *     each side
   */
  static AttributionWindow of(StreamContext context, TimeRange range, int contextRequests) {
    List<StoredTrail> before = before(context, range);
    List<StoredTrail> after = after(context, range);
    boolean fromBeginning = before.size() < contextRequests;
    boolean toEnd = after.size() < contextRequests;
    // Of the outermost, others that began at the same moment may be missing.
    LogEvent left = fromBeginning ? null : firstStart(before);
    StoredTrail last = toEnd ? null : lastStarted(after);
    boolean bounded = (fromBeginning || left != null) && (toEnd || last != null);
    return new AttributionWindow(context, left, last, bounded);
  }

  private static LogEvent firstStart(List<StoredTrail> before) {
    long outermost = before.stream().mapToLong(AttributionWindow::begin).min().orElseThrow();
    return before.stream()
        .filter(t -> begin(t) > outermost)
        .map(AttributionWindow::start)
        .filter(Objects::nonNull)
        .min(LogEvent.ORDER)
        .orElse(null);
  }

  private static StoredTrail lastStarted(List<StoredTrail> after) {
    long outermost = after.stream().mapToLong(AttributionWindow::begin).max().orElseThrow();
    return after.stream()
        .filter(t -> begin(t) < outermost && start(t) != null)
        .max(Comparator.comparing(AttributionWindow::start, LogEvent.ORDER))
        .orElse(null);
  }

  /** Loaded requests that lie wholly before a range. */
  static List<StoredTrail> before(StreamContext context, TimeRange range) {
    return requests(context, t -> begin(t) < range.from() && end(t) < range.from());
  }

  /** Loaded requests that begin behind a range. */
  static List<StoredTrail> after(StreamContext context, TimeRange range) {
    return requests(context, t -> begin(t) > range.to());
  }

  private static List<StoredTrail> requests(
      StreamContext context, Function<StoredTrail, Boolean> wanted) {
    return context.trails().stream()
        .filter(t -> !t.row().header().key().isEnvironment() && wanted.apply(t))
        .toList();
  }

  private static long begin(StoredTrail trail) {
    Long started = trail.row().header().startedAt();
    return started == null ? LogEvent.UNKNOWN_TIME : started;
  }

  private static long end(StoredTrail trail) {
    TrailHeader header = trail.row().header();
    long ended = header.endedAt() == null ? LogEvent.UNKNOWN_TIME : header.endedAt();
    long last = header.lastEventAt() == null ? LogEvent.UNKNOWN_TIME : header.lastEventAt();
    return Math.max(begin(trail), Math.max(ended, last));
  }

  /** The trail's own START, or null if it has none. */
  private static LogEvent start(StoredTrail trail) {
    if (!trail.row().header().startSeen()) {
      return null;
    }
    return trail.events().stream()
        .filter(e -> e.basis() == Basis.REQUEST_ID && isStart(e.event()))
        .map(TrailEvent::event)
        .findFirst()
        .orElse(null);
  }

  private static boolean isStart(LogEvent event) {
    return LineScanner.scan(event.message()).kind() == LineKind.START;
  }

  /** Whether both ends are good places to cut. */
  boolean isBounded() {
    return bounded;
  }

  /** Whether it is all of the stream. */
  boolean isWhole() {
    return bounded && left == null && right == null;
  }

  /** Whether the stream's end is in it. */
  boolean reachesEnd() {
    return bounded && right == null;
  }

  StreamContext context() {
    return context;
  }

  /** Ids of all loaded events. */
  Set<String> eventIds() {
    Set<String> ids = new HashSet<>();
    context
        .trails()
        .forEach(t -> t.segments().forEach(s -> s.events().forEach(e -> ids.add(e.event().id()))));
    return ids;
  }

  private boolean isBefore(LogEvent event) {
    return left != null && LogEvent.ORDER.compare(event, left) < 0;
  }

  private boolean isBehind(LogEvent event) {
    return right != null && LogEvent.ORDER.compare(event, right) >= 0;
  }

  /** Whether an event of a loaded trail is looked at; others stay as they are. */
  private boolean isIn(StoredTrail trail, LogEvent event) {
    return !isBefore(event) && (trail == last || !isBehind(event));
  }

  /** The stored events that are looked at. */
  List<ScannedEvent> events() {
    List<ScannedEvent> events = new ArrayList<>();
    for (StoredTrail trail : context.trails()) {
      for (TrailEvent event : trail.events()) {
        if (isIn(trail, event.event())) {
          events.add(ScannedEvent.of(event.event(), event.source()));
        }
      }
    }
    return events;
  }

  /** Where the events that are looked at are stored; only those that may not change, if asked. */
  Map<String, PlacedEvent> placed(boolean guardsOnly) {
    Map<String, PlacedEvent> placed = new HashMap<>();
    for (StoredTrail trail : context.trails()) {
      TrailKey key = trail.row().header().key();
      for (TrailEvent event : trail.events()) {
        boolean in = isIn(trail, event.event()) && (!guardsOnly || isBehind(event.event()));
        if (in) {
          placed.put(event.event().id(), new PlacedEvent(key, event));
        }
      }
    }
    return placed;
  }

  /** Events of loaded trails that are not looked at, by trail. */
  Map<TrailKey, List<TrailEvent>> outside() {
    Map<TrailKey, List<TrailEvent>> outside = new HashMap<>();
    for (StoredTrail trail : context.trails()) {
      List<TrailEvent> events =
          trail.events().stream().filter(e -> !isIn(trail, e.event())).toList();
      outside.put(trail.row().header().key(), events);
    }
    return outside;
  }

  /** For each loaded request id, how many of its starts lie before the window. */
  Map<String, Integer> startsBefore() {
    Map<String, Integer> starts = new HashMap<>();
    for (StoredTrail trail : context.trails()) {
      TrailKey key = trail.row().header().key();
      if (!isWhole() && !key.isEnvironment()) {
        starts.merge(key.requestId(), key.startNumber() - 1, Math::min);
      }
    }
    return starts;
  }

  /** Whether the window says of this trail if another request started before it reported. */
  boolean knowsWhetherInterrupted(TrailKey key) {
    boolean isLast = last != null && key.equals(last.row().header().key());
    return !isLast
        && context.trails().stream()
            .filter(t -> t.row().header().key().equals(key))
            .flatMap(t -> t.events().stream())
            .noneMatch(e -> isBefore(e.event()) && isOwnMarker(e));
  }

  private static boolean isOwnMarker(TrailEvent event) {
    return event.basis() == Basis.REQUEST_ID
        && LineScanner.scan(event.event().message()).isMarker();
  }
}
