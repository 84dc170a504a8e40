package dev.logtrail.attribution;

import dev.logtrail.limit.EventLimits;
import dev.logtrail.line.IdStrength;
import dev.logtrail.line.LineFacts;
import dev.logtrail.line.LineKind;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.TrailKey;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Attributes a stream delivery by delivery, with little state: the markers around the open request
 * and the lines whose owner may still change.
 *
 * <p>{@link #append} either says exactly what a delivery changes, or refuses: when something came
 * late, or names a request that is not at hand. Then the caller loads the events around it from the
 * store and begins again with {@link #rebuild}, which is the same attribution over all of it.
 */
public final class StreamTracker {
  private final LogStream stream;
  private List<ScannedEvent> retained = List.of();
  private List<Assignment> retainedAssignments = List.of();
  private BitSet settled = new BitSet();
  private AttributionContext context = AttributionContext.NOTHING;
  private final Set<String> withoutMarkers = new HashSet<>();
  private final IdSet knownIds = new IdSet();
  private final IdSet unresolvedIds = new IdSet();
  private boolean idsComplete = true;
  private boolean sawRecordIds;
  private final PendingInits pendingInits = new PendingInits();
  private boolean overflow;
  private LogEvent latestEvent;

  private StreamTracker(LogStream stream) {
    this.stream = Objects.requireNonNull(stream, "stream");
  }

  /** A tracker of a stream of which nothing is stored. */
  public static StreamTracker ofNewStream(LogStream stream) {
    return new StreamTracker(stream);
  }

  /**
   * A tracker that begins with all of these events.
   *
   * @param events without repeats, in any order; all of the stream, or from a START on
   * @param managed whether the stream is known to be a Managed Instance; else the events tell
   * @param startsBefore for ids whose earlier starts are not among the events: how many
   * @param storedIds every request id stored for the stream, or null if that is not known
   */
  public static Rebuilt rebuild(
      LogStream stream,
      List<ScannedEvent> events,
      boolean managed,
      Map<String, Integer> startsBefore,
      Collection<String> storedIds) {
    StreamTracker tracker = new StreamTracker(stream);
    List<ScannedEvent> sorted = new ArrayList<>(events);
    sorted.sort(ScannedEvent.ORDER);
    tracker.idsComplete = storedIds != null;
    if (storedIds != null) {
      storedIds.forEach(tracker.knownIds::add);
    }
    tracker.context = new AttributionContext(StreamFormat.UNKNOWN, managed, startsBefore);
    Attribution attribution = StreamAttributor.attribute(sorted, tracker.context);
    tracker.keepWindow(attribution);
    return new Rebuilt(tracker, StreamSplit.trails(stream, attribution));
  }

  /**
   * A tracker and everything its events belong to.
   *
   * @param tracker ready for the next delivery
   * @param trails all trails of the events
   */
  public record Rebuilt(StreamTracker tracker, List<AttributedTrail> trails) {}

  /**
   * Takes the next delivery.
   *
   * @param fresh sorted, without repeats
   * @return what it changes, or null if the store has to be asked: then nothing has changed here
   */
  public AttributionChanges append(List<ScannedEvent> fresh) {
    if (!canAppend(fresh) || mayMoveInits(fresh)) {
      return null;
    }
    List<ScannedEvent> window = new ArrayList<>(retained.size() + fresh.size());
    window.addAll(retained);
    window.addAll(fresh);
    Attribution attribution = StreamAttributor.attribute(window, context);
    for (int i = settled.nextSetBit(0); i >= 0; i = settled.nextSetBit(i + 1)) {
      attribution.assignments().set(i, retainedAssignments.get(i));
    }
    if (changesFormatOrManaged(attribution)
        || infersStart(attribution)
        || changesRequests(attribution)) {
      return null;
    }
    AttributionChanges changes = changes(attribution);
    keepWindow(attribution);
    return changes;
  }

  private boolean canAppend(List<ScannedEvent> fresh) {
    LogEvent last = latestEvent;
    LineFacts asked = LineFacts.PLAIN;
    for (ScannedEvent event : fresh) {
      if (last != null && LogEvent.ORDER.compare(last, event.event()) >= 0) {
        return false;
      }
      last = event.event();
      LineFacts facts = event.facts();
      if (facts.requestId() == null || namesAlike(asked, facts)) {
        continue;
      }
      if (overflow && facts.isMarker() || namesRequestNotAtHand(facts)) {
        return false;
      }
      asked = facts;
    }
    return true;
  }

  /** On Managed Instances such records are nobody's, whatever comes. */
  private boolean mayMoveInits(List<ScannedEvent> fresh) {
    boolean known = latestEvent != null && knownIds.size() > 0 && !context.managed();
    return known && pendingInits.mayMove(latestEvent, fresh);
  }

  /** Whether both are lines that name the same request in the same way: most neighbours do. */
  private static boolean namesAlike(LineFacts a, LineFacts b) {
    return a.strength() == b.strength()
        && b.requestId().equals(a.requestId())
        && !a.isMarker()
        && !b.isMarker();
  }

  /**
   * Whether the line names a request that is stored but not at hand, or was named weakly before it
   * had a marker.
   */
  private boolean namesRequestNotAtHand(LineFacts facts) {
    String id = facts.requestId();
    boolean weak = facts.strength() == IdStrength.WEAK;
    if (facts.isMarker() && unresolvedIds.contains(id)) {
      return true;
    }
    if (context.managed() && facts.kind() == LineKind.START && knownIds.contains(id)) {
      return true; // lines that named it before it started are another's
    }
    if ((facts.isMarker() || weak) && withoutMarkers.contains(id)) {
      return true;
    }
    if (context.startsBefore().containsKey(id)) {
      return false;
    }
    return !idsComplete || knownIds.contains(id) || !weak && unresolvedIds.contains(id);
  }

  private boolean changesFormatOrManaged(Attribution attribution) {
    boolean format =
        context.format() == StreamFormat.UNKNOWN && attribution.format() == StreamFormat.TEXT;
    return format && sawRecordIds
        || attribution.managed() && !context.managed() && latestEvent != null;
  }

  /**
   * A request whose START never came takes lines that seemed settled, once its END or REPORT tells
   * where it began.
   */
  private boolean infersStart(Attribution attribution) {
    return attribution.attempts().stream()
        .anyMatch(attempt -> !attempt.hasStart() && attempt.finish() >= retained.size());
  }

  /**
   * Only lines without an id may go to another trail here; a request that turns out otherwise needs
   * all its lines.
   */
  private boolean changesRequests(Attribution attribution) {
    for (int i = 0; i < retained.size(); i++) {
      Assignment before = retainedAssignments.get(i);
      Assignment after = attribution.assignments().get(i);
      boolean byId = before.basis() == Basis.REQUEST_ID || after.basis() == Basis.REQUEST_ID;
      boolean settled = byId || retained.get(i).facts().isMarker();
      if (settled && !before.sameTrail(after)) {
        return true;
      }
    }
    return false;
  }

  private AttributionChanges changes(Attribution attribution) {
    List<AttributionChanges.Move> moves = new ArrayList<>(attribution.events().size());
    TrailKey to = null;
    for (int i = 0; i < attribution.events().size(); i++) {
      ScannedEvent event = attribution.events().get(i);
      Assignment before = i < retainedAssignments.size() ? retainedAssignments.get(i) : null;
      Assignment after = attribution.assignments().get(i);
      if (!after.equals(before)) {
        TrailKey from = before == null ? null : StreamSplit.keyOf(stream, event.event(), before);
        to = isTrail(to, after) ? to : StreamSplit.keyOf(stream, event.event(), after);
        moves.add(
            new AttributionChanges.Move(
                from, to, StreamSplit.trailEvent(event, after), event.facts()));
      }
    }
    Map<TrailKey, Boolean> interrupted = new HashMap<>();
    for (Attempt attempt : attribution.attempts()) {
      interrupted.put(
          TrailKey.request(stream, attempt.requestId, attempt.startNumber), attempt.interrupted);
    }
    return new AttributionChanges(moves, interrupted);
  }

  /**
   * Whether the key of the event before also names this one's trail: mostly so, and it need not be
   * made again.
   */
  private static boolean isTrail(TrailKey key, Assignment assignment) {
    return key != null
        && !key.isEnvironment()
        && key.startNumber() == assignment.startNumber()
        && key.requestId().equals(assignment.requestId());
  }

  private void keepWindow(Attribution attribution) {
    attribution.requestIds().forEach(knownIds::add);
    for (ScannedEvent event : attribution.events()) {
      sawRecordIds |= event.facts().strength() == IdStrength.RECORD;
    }
    if (knownIds.size() > 0 && !attribution.managed()) {
      pendingInits.note(attribution);
    }
    attribution.unresolvedIds().forEach(unresolvedIds::add);
    TrackerWindow window = new TrackerWindow(attribution, settled);
    retained = window.events;
    retainedAssignments = window.assignments;
    settled = window.settled;
    withoutMarkers.retainAll(window.startsBefore.keySet());
    withoutMarkers.addAll(window.withoutMarkers);
    overflow |= window.overflow;
    context =
        new AttributionContext(attribution.format(), attribution.managed(), window.startsBefore);
    List<ScannedEvent> all = attribution.events();
    latestEvent = all.isEmpty() ? latestEvent : all.get(all.size() - 1).event();
  }

  /** The stream's format as far as it is known. */
  public StreamFormat format() {
    return context.format();
  }

  /** Whether the stream is known to be a Managed Instance. */
  public boolean isManaged() {
    return context.managed();
  }

  /** Whether a line, perhaps far back, names this id weakly and found no marker of it. */
  public boolean isUnresolved(String requestId) {
    return unresolvedIds.contains(requestId);
  }

  /**
   * Whether it has outgrown its bounds and should be dropped, to be built anew from the store when
   * needed.
   */
  public boolean isOutgrown() {
    return unresolvedIds.size() > EventLimits.UNRESOLVED_IDS;
  }

  /** How many events are kept for the next delivery. */
  int retainedCount() {
    return retained.size();
  }

  /**
   * The requests whose events are at hand: those that can still change without asking the store.
   */
  public Set<String> requestIds() {
    return context.startsBefore().keySet();
  }
}
