package dev.logtrail.attribution;

import dev.logtrail.line.IdStrength;
import dev.logtrail.line.LineFacts;
import dev.logtrail.line.LineKind;
import dev.logtrail.trail.CloudWatchId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The requests of the events at hand, findable by id. */
final class Requests {
  private static final long SECOND_MS = 1_000;

  /** Attempts of one id in one second that are looked through for the one that wrote a line. */
  private static final int MOST_IN_SECOND = 16;

  private final List<ScannedEvent> events;
  private final StreamFormat format;
  private final List<Attempt> inOrder;
  private final Map<String, List<Attempt>> byId = new HashMap<>();

  Requests(
      List<ScannedEvent> events, StreamFormat format, boolean managed, AttributionContext context) {
    this.events = events;
    this.format = format;
    this.inOrder = new ArrayList<>(AttemptFinder.find(events, format, managed));
    int order = 0;
    for (Attempt attempt : inOrder) {
      attempt.order = order++;
      List<Attempt> same = byId.computeIfAbsent(attempt.requestId, id -> new ArrayList<>(1));
      if (!same.isEmpty()) {
        same.get(same.size() - 1).latest = false;
      }
      attempt.startNumber =
          context.startsBefore().getOrDefault(attempt.requestId, 0) + same.size() + 1;
      same.add(attempt);
    }
    addIdOnly(context);
    noteFailures();
  }

  /** In the order of their beginnings; those without any marker are not among them. */
  List<Attempt> inOrder() {
    return inOrder;
  }

  /** Every id that is a request's. */
  Set<String> ids() {
    return byId.keySet();
  }

  /** Whether an id on this line counts by itself, whatever its neighbours say. */
  boolean isStrong(LineFacts facts) {
    return facts.strength() == IdStrength.STRONG
        || facts.strength() == IdStrength.RECORD && format != StreamFormat.TEXT;
  }

  /** Whether a marker of the events at hand names this id. */
  boolean isMarked(String requestId) {
    List<Attempt> same = byId.get(requestId);
    return same != null && !same.get(0).isIdOnly();
  }

  /**
   * The attempt that a line of this id at {@code position} belongs to; null if the id is unknown.
   */
  Attempt at(String requestId, int position) {
    List<Attempt> same = byId.get(requestId);
    if (same == null) {
      return null;
    }
    int k = lastBegun(same, position);
    for (int step = 0; step < MOST_IN_SECOND && isCutBefore(same, k + 1, position); step++) {
      k++;
    }
    return same.get(k);
  }

  /** Of attempts in the order of their beginnings the last that began by then; else the first. */
  private static int lastBegun(List<Attempt> same, int position) {
    int low = 0;
    int high = same.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (same.get(middle).begin <= position) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /**
   * Whether the line's time was cut to the second and the next attempt of its id started within
   * that second.
   */
  private boolean isCutBefore(List<Attempt> same, int next, int position) {
    if (next >= same.size() || !same.get(next).hasStart()) {
      return false;
    }
    ScannedEvent line = events.get(position);
    long time = line.event().timestamp();
    long started = events.get(same.get(next).start).event().timestamp();
    boolean cut =
        line.facts().strength() == IdStrength.RECORD
            && time % SECOND_MS == 0
            && !tellsMillis(line.event().message());
    int finish = same.get(next - 1).finish();
    return cut
        && started - time < SECOND_MS
        && (finish < position || isIngestedBefore(finish, position));
  }

  /** Whether a record's own time, its first value, has a fraction: it is not cut, then. */
  private static boolean tellsMillis(String record) {
    int at = record.startsWith("{\"timestamp\":") ? record.indexOf('"', 13) : -1;
    int fraction = at + 1 + "2026-11-20T10:00:00".length();
    return at > 0 && fraction < record.length() && record.charAt(fraction) == '.';
  }

  /** Whether an event was ingested before another: it was not written behind it. */
  boolean isIngestedBefore(int earlier, int later) {
    CloudWatchId a = CloudWatchId.parse(events.get(earlier).event().id());
    CloudWatchId b = a == null ? null : CloudWatchId.parse(events.get(later).event().id());
    return b != null && a.ingestionTime() < b.ingestionTime();
  }

  /** Ids that only lines name, not markers: a request of which nothing else came. */
  private void addIdOnly(AttributionContext context) {
    String known = null;
    for (int i = 0; i < events.size(); i++) {
      LineFacts facts = events.get(i).facts();
      String id = facts.requestId();
      boolean names = id != null && !id.equals(known) && isStrong(facts) && !facts.isMarker();
      if (names && facts.kind() != LineKind.FAILURE) {
        known = id;
        if (!byId.containsKey(id)) {
          byId.put(id, List.of(idOnly(id, i, context)));
        }
      }
    }
  }

  private static Attempt idOnly(String requestId, int position, AttributionContext context) {
    Attempt attempt = new Attempt(requestId, -1);
    attempt.begin = position;
    attempt.startNumber = context.startsBefore().getOrDefault(requestId, 0) + 1;
    return attempt;
  }

  /** How a request failed is told by its REPORT, or by a line of its own that may come after it. */
  private void noteFailures() {
    for (int i = 0; i < events.size(); i++) {
      LineFacts facts = events.get(i).facts();
      if (facts.failure() != null && facts.requestId() != null) {
        Attempt attempt = at(facts.requestId(), i);
        boolean counts = attempt != null && (!facts.isMarker() || i == attempt.report);
        if (counts && attempt.failure == null) {
          attempt.failure = facts.failure();
        }
      }
    }
  }

  /** A request of which only its failure line came; remembered, so that its lines meet. */
  Attempt onlyFailure(String requestId, int position, AttributionContext context) {
    Attempt attempt = idOnly(requestId, position, context);
    byId.put(requestId, List.of(attempt));
    return attempt;
  }
}
