package dev.logtrail.job.repair;

import dev.logtrail.attribution.ScannedEvent;
import dev.logtrail.attribution.StreamTracker;
import dev.logtrail.limit.AnswerMemory;
import dev.logtrail.limit.AnswerTooLargeException;
import dev.logtrail.line.IdStrength;
import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.StreamContext;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.TrailEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Places some events with the help of the store: loads what lies around them, and more, until it is
 * certain that nothing further away has a say.
 */
public final class Repair {
  /**
   * Requests looked at on each side; then, all of the stream. A marker begins with the second: its
   * request may be named by lines of others, which can only be found by looking at them.
   */
  public static final List<Integer> CONTEXT_REQUESTS = List.of(3, 50, 1_000);

  /** Requests looked at on each side where there is no memory for as many; then, none. */
  private static final List<Integer> NEAR_REQUESTS = List.of(3, 1);

  private static final Logger LOG = LoggerFactory.getLogger(Repair.class);
  private static final long CUT_MS = 1_000;

  private final TrailWriter writer;
  private final LogStream stream;
  private final List<ScannedEvent> fresh;
  private final StreamTracker known;
  private final List<Integer> contextSizes;
  private final StreamContext stored;
  private final Set<String> ids = new HashSet<>();
  private final TimeRange own;
  private final long heldBefore = AnswerMemory.held();
  private TimeRange range;
  private boolean certain = true;

  /**
   * Prepares a repair.
   *
   * @param fresh events of a delivery, in order; some may be stored already
   * @param known the stream's tracker, or null
   * @param contextSizes see {@link #CONTEXT_REQUESTS}
   * @param stored all that is stored of the stream, if that is known; else null, and it is asked
   *     for
   */
  public Repair(
      TrailWriter writer,
      LogStream stream,
      List<ScannedEvent> fresh,
      StreamTracker known,
      List<Integer> contextSizes,
      StreamContext stored) {
    this.stored = stored;
    this.writer = writer;
    this.stream = stream;
    this.fresh = fresh;
    this.known = known;
    boolean markers = fresh.stream().anyMatch(e -> e.facts().isMarker());
    this.contextSizes = markers ? contextSizes.subList(1, contextSizes.size()) : contextSizes;
    TimeRange range =
        new TimeRange(fresh.get(0).event().timestamp(), fresh.get(0).event().timestamp());
    for (ScannedEvent event : fresh) {
      range = range.with(event.event().timestamp());
      if (event.event().hasTime()) {
        // A record whose time was cut to the second stands up to a second before its START.
        range = range.with(event.event().timestamp() + CUT_MS);
      }
      if (event.facts().requestId() != null) {
        ids.add(event.facts().requestId());
      }
    }
    this.own = range;
    this.range = range;
  }

  /** Whether the result is what all of the stream would give; only of giants it may not be. */
  public boolean isCertain() {
    return certain;
  }

  /**
   * Looks and decides; null if all of the events are stored already. What was loaded is held by the
   * {@link AnswerMemory} of this thread.
   *
   * @param alone whether nobody else has more of a claim on memory: then less is looked at where it
   *     does not suffice
   * @throws AnswerTooLargeException if there is no memory for the events' own trails, or, where
   *     others hold some, for a wide look
   */
  public Repaired run(boolean alone) {
    try {
      return wideLook();
    } catch (AnswerTooLargeException e) {
      if (heldBefore > 0 || !alone && !e.isForEver()) {
        throw e;
      }
      certain = false;
      return nearLook();
    }
  }

  private Repaired wideLook() {
    if (known != null && fresh.stream().anyMatch(this::wasNamedBefore)) {
      range = TimeRange.EVER;
    }
    for (int contextRequests : contextSizes) {
      Look look = look(contextRequests);
      if (look.isOver()) {
        return look.found();
      }
    }
    return last();
  }

  /**
   * What one look gave.
   *
   * @param isOver whether no other look is needed
   * @param found null if more has to be looked at, or all is stored already
   */
  private record Look(boolean isOver, Repaired found) {}

  /** What the events' own trails and their neighbours say, where there is no memory for more. */
  private Repaired nearLook() {
    range = own;
    for (int contextRequests : NEAR_REQUESTS) {
      try {
        return near(contextRequests);
      } catch (AnswerTooLargeException e) {
        LOG.debug("{} with {} requests on each side", e.getMessage(), contextRequests);
      }
    }
    return near(0);
  }

  private Repaired near(int contextRequests) {
    AnswerMemory.releaseTo(heldBefore);
    StreamContext context =
        writer.streamContext(stream, range.from(), range.to(), ids, contextRequests);
    AttributionWindow window = AttributionWindow.of(context, range, Math.max(1, contextRequests));
    boolean managed = known != null && known.isManaged();
    List<ScannedEvent> news = news(window);
    return news.isEmpty() ? null : Reattribution.of(stream, window, news, managed).result();
  }

  /** A method of its own, so that what was loaded may go before more is. */
  private Look look(int contextRequests) {
    AttributionWindow window = load(contextRequests);
    List<ScannedEvent> news = news(window);
    if (news.isEmpty()) {
      return new Look(true, null);
    }
    Reattribution found = window.isBounded() ? decide(window, news) : null;
    return found == null ? new Look(false, null) : new Look(true, found.result());
  }

  private Repaired last() {
    AttributionWindow window = loadOfGiant();
    if (window == null) {
      range = TimeRange.EVER;
      window = load(1);
    }
    certain = window.isWhole();
    boolean managed = !certain && known != null && known.isManaged();
    return Reattribution.of(stream, window, news(window), managed).result();
  }

  /** What is looked at of a stream that is too large to be looked at whole; null for others. */
  private AttributionWindow loadOfGiant() {
    AttributionWindow window = load(contextSizes.get(contextSizes.size() - 1));
    return isGiant(window) ? window : null;
  }

  /** A marker of an id that lines far back may name. */
  private boolean wasNamedBefore(ScannedEvent event) {
    return event.facts().strength() != IdStrength.WEAK
        && event.facts().requestId() != null
        && known.isUnresolved(event.facts().requestId());
  }

  /** Loads until the range holds every trail of the ids, and no end of the stream is left out. */
  private AttributionWindow load(int contextRequests) {
    if (stored != null) {
      return AttributionWindow.whole(stored);
    }
    AttributionWindow window;
    do {
      window = loadRange(contextRequests);
    } while (window == null);
    return window;
  }

  /** Loads the range; null, and the range is wider, if that was not all. */
  private AttributionWindow loadRange(int contextRequests) {
    AnswerMemory.releaseTo(heldBefore);
    StreamContext context =
        writer.streamContext(stream, range.from(), range.to(), ids, contextRequests);
    if (context.wholeStream() || range.equals(TimeRange.EVER)) {
      return AttributionWindow.whole(context);
    }
    TimeRange wider = wider(context, contextRequests);
    if (wider.equals(range)) {
      return AttributionWindow.of(context, range, contextRequests);
    }
    range = wider;
    return null;
  }

  private TimeRange wider(StreamContext context, int contextRequests) {
    TimeRange wider = range;
    for (StoredTrail trail : context.trails()) {
      if (ids.contains(trail.row().header().key().requestId())) {
        for (TrailEvent event : trail.events()) {
          wider = wider.with(event.event().timestamp());
        }
      }
    }
    if (!wider.equals(range)) {
      return wider;
    }
    wider =
        AttributionWindow.before(context, range).size() < contextRequests
            ? wider.fromBeginning()
            : wider;
    return AttributionWindow.after(context, range).size() < contextRequests ? wider.toEnd() : wider;
  }

  private List<ScannedEvent> news(AttributionWindow window) {
    Set<String> stored = window.eventIds();
    return fresh.stream().filter(e -> !stored.contains(e.event().id())).toList();
  }

  /** The attribution that is certain, or null if more has to be looked at. */
  private Reattribution decide(AttributionWindow window, List<ScannedEvent> news) {
    if (window.isWhole()) {
      return Reattribution.of(stream, window, news, false);
    }
    List<Reattribution> possible =
        (known == null ? Stream.of(false, true) : Stream.of(known.isManaged()))
            .map(managed -> Reattribution.of(stream, window, news, managed))
            .filter(Reattribution::explainsStored)
            .toList();
    if (possible.isEmpty()) {
      return null;
    }
    Reattribution found = possible.get(0);
    if (found.changesTraits() && !isGiant(window)) {
      range = TimeRange.EVER;
    }
    boolean allIn = !ids.addAll(found.renumbered());
    boolean clear = possible.stream().allMatch(found::placesAs);
    return clear && allIn && found.keepsEnd() && !found.changesTraits() ? found : null;
  }

  /** Whether the stream is too large to be looked at whole. */
  private static boolean isGiant(AttributionWindow window) {
    return window.context().requestIds() == null;
  }
}
