package dev.logtrail.attribution;

import dev.logtrail.limit.EventLimits;
import dev.logtrail.line.LineFacts;
import dev.logtrail.line.LineKind;
import dev.logtrail.trail.Basis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which attributed events the next delivery needs beside its own: markers since the last reported
 * request began, and output whose owner may still change. What is settled is left out.
 */
final class TrackerWindow {
  private static final int MAX_ID_ONLY = 16;

  final List<ScannedEvent> events = new ArrayList<>();
  final List<Assignment> assignments = new ArrayList<>();
  final Map<String, Integer> startsBefore = new HashMap<>();

  /**
   * Requests of which only lines are kept, although they have markers: how often they started
   * cannot be told from what is at hand.
   */
  final Set<String> withoutMarkers = new HashSet<>();

  /**
   * Which of {@link #events} keep their assignment: the events around them are no longer here, so
   * that attributing them again could give another answer.
   */
  final BitSet settled = new BitSet();

  private final BitSet keptWithAssignment = new BitSet();
  boolean overflow;

  private final Attribution attribution;
  private final boolean[] insideStarted;
  private final Map<String, Map<Integer, Attempt>> attempts = new HashMap<>();

  /**
   * Chooses what to keep.
   *
   * @param settledEvents positions of events whose assignment was final before this delivery
   */
  TrackerWindow(Attribution attribution, BitSet settledEvents) {
    keptWithAssignment.or(settledEvents);
    this.attribution = attribution;
    for (Attempt attempt : attribution.attempts()) {
      attempts
          .computeIfAbsent(attempt.requestId, id -> new HashMap<>())
          .put(attempt.startNumber, attempt);
    }
    this.insideStarted = insideStarted();
    boolean[] keep = new boolean[attribution.events().size()];
    int begin = beginOfLastReported();
    markNeeded(keep, begin);
    limitOpenRequests(keep);
    keepFailedInit(keep, begin);
    keepNewestIdOnly(keep);
    keepFailureLines(keep);
    limitUnsettledLines(keep);
    collectKept(keep);
  }

  /**
   * Which events stand inside a request whose START was seen: what is said there of a line with an
   * id of its own will not change.
   */
  private boolean[] insideStarted() {
    boolean[] all = new boolean[attribution.events().size()];
    List<Attempt> inOrder = attribution.attempts();
    for (int a = 0; a < inOrder.size(); a++) {
      Attempt attempt = inOrder.get(a);
      if (attempt.hasStart() && !attribution.managed()) {
        int next = a + 1 < inOrder.size() ? inOrder.get(a + 1).begin : all.length;
        int end = attempt.finish() < 0 ? nextRestart(attempt, next) : attempt.finish() + 1;
        Arrays.fill(all, attempt.start, end, true);
      }
    }
    return all;
  }

  /**
   * Where the environment starts again between a request's START and {@code to}, or {@code to}: a
   * request that has not ended may have ended there, or may go on.
   */
  private int nextRestart(Attempt attempt, int to) {
    for (int i = attempt.start; i < to; i++) {
      if (Restarts.is(attribution.events(), i, attempt)) {
        return i;
      }
    }
    return to;
  }

  /** Where the last reported request begins. */
  private int beginOfLastReported() {
    int begin = 0;
    for (Attempt attempt : attribution.attempts()) {
      if (!attribution.managed() && attempt.report >= 0) {
        begin = attempt.begin;
      }
    }
    return begin;
  }

  private void markNeeded(boolean[] keep, int begin) {
    for (int i = begin; i < keep.length; i++) {
      keep[i] = attribution.managed() ? isOpenMarker(i) : isNeeded(i);
    }
  }

  /** A stream of nothing but STARTs must not be kept whole. */
  private void limitOpenRequests(boolean[] keep) {
    Set<Attempt> open = new HashSet<>();
    for (int i = keep.length - 1; i >= 0; i--) {
      boolean marker = keep[i] && attribution.events().get(i).facts().isMarker();
      Attempt attempt = marker ? attemptOf(attribution.assignments().get(i)) : null;
      if (attempt != null && attempt.report < 0 && !open.contains(attempt)) {
        keep[i] = open.size() < EventLimits.OPEN_REQUESTS && open.add(attempt);
      }
    }
  }

  /** What says that the request's init failed stands before its START. */
  private void keepFailedInit(boolean[] keep, int begin) {
    boolean init = true;
    for (int i = begin - 1; i >= 0 && init; i--) {
      init = attribution.assignments().get(i).basis() == Basis.INIT;
      keep[i] = init && attribution.events().get(i).facts().isFailedRepeatedInit();
    }
  }

  private boolean isOpenMarker(int i) {
    Attempt attempt = attemptOf(attribution.assignments().get(i));
    return attempt != null && attempt.report < 0 && attribution.events().get(i).facts().isMarker();
  }

  private boolean isNeeded(int i) {
    ScannedEvent event = attribution.events().get(i);
    if (event.facts().isMarker()) {
      return true;
    }
    Assignment assignment = attribution.assignments().get(i);
    Attempt attempt = attemptOf(assignment);
    boolean started = attempt != null && attempt.hasStart();
    return switch (assignment.basis()) {
      case REQUEST_ID ->
          !insideStarted[i]
              || event.facts().failure() != null
              || event.facts().kind() == LineKind.RUNTIME_DONE;
      case MARKERS -> !started;
      case INIT -> !started || isInitFact(event.facts());
      default -> true;
    };
  }

  /** What decides where other lines of the init stand, or how it ended. */
  private static boolean isInitFact(LineFacts facts) {
    return facts.kind() == LineKind.INIT_START || facts.kind() == LineKind.INIT_REPORT;
  }

  private Attempt attemptOf(Assignment assignment) {
    Map<Integer, Attempt> same = attempts.get(assignment.requestId());
    return same == null ? null : same.get(assignment.startNumber());
  }

  /** Of the newest requests without a marker one line each is kept. */
  private void keepNewestIdOnly(boolean[] keep) {
    Set<String> kept = new HashSet<>();
    for (int i = keep.length - 1; i >= 0 && kept.size() < MAX_ID_ONLY; i--) {
      Assignment assignment = attribution.assignments().get(i);
      boolean idOnly =
          assignment.requestId() != null && !attempts.containsKey(assignment.requestId());
      if (idOnly && kept.add(assignment.requestId()) && !keep[i]) {
        keep[i] = true;
        keptWithAssignment.set(i);
      }
    }
  }

  /** A line that tells how a request at hand failed may stand far before its markers. */
  private void keepFailureLines(boolean[] keep) {
    Set<Attempt> kept = new HashSet<>();
    for (int i = 0; i < keep.length; i++) {
      if (keep[i] && attribution.events().get(i).facts().isMarker()) {
        kept.add(attemptOf(attribution.assignments().get(i)));
      }
    }
    for (int i = 0; i < keep.length; i++) {
      boolean failureLine = attribution.events().get(i).facts().failure() != null;
      Attempt attempt =
          failureLine && !keep[i] ? attemptOf(attribution.assignments().get(i)) : null;
      if (attempt != null && kept.contains(attempt)) {
        keep[i] = true;
        keptWithAssignment.set(i);
      }
    }
  }

  private void limitUnsettledLines(boolean[] keep) {
    int unsettled = 0;
    for (int i = keep.length - 1; i >= 0; i--) {
      boolean line = keep[i] && attribution.assignments().get(i).basis() != Basis.REQUEST_ID;
      if (line && ++unsettled > EventLimits.UNSETTLED_LINES) {
        keep[i] = false;
        overflow = true;
      }
    }
  }

  private void collectKept(boolean[] keep) {
    Set<String> marked = new HashSet<>();
    for (int i = 0; i < keep.length; i++) {
      if (keep[i]) {
        Assignment assignment = attribution.assignments().get(i);
        settled.set(events.size(), keptWithAssignment.get(i));
        events.add(attribution.events().get(i));
        assignments.add(assignment);
        if (attemptOf(assignment) != null) {
          boolean marker = attribution.events().get(i).facts().isMarker();
          (marker ? marked : withoutMarkers).add(assignment.requestId());
        }
        if (assignment.requestId() != null) {
          startsBefore.merge(assignment.requestId(), assignment.startNumber() - 1, Math::min);
        }
      }
    }
    withoutMarkers.removeAll(marked);
  }
}
