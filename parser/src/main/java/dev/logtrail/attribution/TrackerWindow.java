package dev.logtrail.attribution;

import dev.logtrail.limit.Limits;
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
 * Which events of an attributed stretch the next ones need beside them: markers since the last
 * reported request began, and output whose owner may still change. What is settled is left out.
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
   * Which of {@link #events} only stand for their request: what was around them is gone, their
   * assignment stays.
   */
  final BitSet settled = new BitSet();

  private final BitSet standIns = new BitSet();
  boolean overflow;

  private final Attribution from;
  private final boolean[] inside;
  private final Map<String, Map<Integer, Attempt>> attempts = new HashMap<>();

  /**
   * Chooses.
   *
   * @param settledBefore which of the events stood for their request already: they go on doing so
   */
  TrackerWindow(Attribution from, BitSet settledBefore) {
    standIns.or(settledBefore);
    this.from = from;
    for (Attempt attempt : from.attempts()) {
      attempts.computeIfAbsent(attempt.requestId, id -> new HashMap<>()).put(attempt.n, attempt);
    }
    this.inside = inside();
    boolean[] keep = new boolean[from.events().size()];
    int begin = begin();
    mark(keep, begin);
    limitOpen(keep);
    keepFailedInit(keep, begin);
    keepIdOnly(keep);
    keepDeaths(keep);
    limit(keep);
    collect(keep);
  }

  /**
   * Which events stand inside a request whose START was seen: what is said there of a line with an
   * id of its own will not change.
   */
  private boolean[] inside() {
    boolean[] all = new boolean[from.events().size()];
    List<Attempt> inOrder = from.attempts();
    for (int a = 0; a < inOrder.size(); a++) {
      Attempt attempt = inOrder.get(a);
      if (attempt.hasStart() && !from.managed()) {
        int next = a + 1 < inOrder.size() ? inOrder.get(a + 1).begin : all.length;
        int end = attempt.finish() < 0 ? restart(attempt.start, next) : attempt.finish() + 1;
        Arrays.fill(all, attempt.start, end, true);
      }
    }
    return all;
  }

  /**
   * Where an init begins between {@code start} and {@code to}, or {@code to}: a request that has
   * not ended may have ended there, or may go on.
   */
  private int restart(int start, int to) {
    for (int i = start; i < to; i++) {
      if (from.events().get(i).facts().kind() == LineKind.INIT_START) {
        return i;
      }
    }
    return to;
  }

  /** Where the last reported request begins. */
  private int begin() {
    int begin = 0;
    for (Attempt attempt : from.attempts()) {
      if (!from.managed() && attempt.report >= 0) {
        begin = attempt.begin;
      }
    }
    return begin;
  }

  private void mark(boolean[] keep, int begin) {
    for (int i = begin; i < keep.length; i++) {
      keep[i] = from.managed() ? isOpenMarker(i) : isNeeded(i);
    }
  }

  /** A stream of nothing but STARTs must not be kept whole. */
  private void limitOpen(boolean[] keep) {
    Set<Attempt> open = new HashSet<>();
    for (int i = keep.length - 1; i >= 0; i--) {
      boolean marker = keep[i] && from.events().get(i).facts().isMarker();
      Attempt attempt = marker ? attemptOf(from.assignments().get(i)) : null;
      if (attempt != null && attempt.report < 0 && !open.contains(attempt)) {
        keep[i] = open.size() < Limits.OPEN_REQUESTS && open.add(attempt);
      }
    }
  }

  /** What says that the request's init failed stands before its START. */
  private void keepFailedInit(boolean[] keep, int begin) {
    boolean init = true;
    for (int i = begin - 1; i >= 0 && init; i--) {
      init = from.assignments().get(i).basis() == Basis.INIT;
      keep[i] = init && from.events().get(i).facts().isFailedRepeatedInit();
    }
  }

  private boolean isOpenMarker(int i) {
    Attempt attempt = attemptOf(from.assignments().get(i));
    return attempt != null && attempt.report < 0 && from.events().get(i).facts().isMarker();
  }

  private boolean isNeeded(int i) {
    ScannedEvent event = from.events().get(i);
    if (event.facts().isMarker()) {
      return true;
    }
    Assignment assignment = from.assignments().get(i);
    Attempt attempt = attemptOf(assignment);
    boolean started = attempt != null && attempt.hasStart();
    return switch (assignment.basis()) {
      case REQUEST_ID ->
          !inside[i]
              || event.facts().failure() != null
              || event.facts().kind() == LineKind.RUNTIME_DONE;
      case MARKERS -> !started;
      case INIT -> !started || isInitFact(event.facts());
      default -> true;
    };
  }

  /** What decides where other lines of the init stand, or how it ended. */
  private static boolean isInitFact(LineFacts facts) {
    return facts.kind() == LineKind.INIT_START || facts.isFailedRepeatedInit();
  }

  private Attempt attemptOf(Assignment assignment) {
    Map<Integer, Attempt> same = attempts.get(assignment.requestId());
    return same == null ? null : same.get(assignment.n());
  }

  /** One line each stands for the newest requests that have no marker. */
  private void keepIdOnly(boolean[] keep) {
    Set<String> kept = new HashSet<>();
    for (int i = keep.length - 1; i >= 0 && kept.size() < MAX_ID_ONLY; i--) {
      Assignment assignment = from.assignments().get(i);
      boolean idOnly =
          assignment.requestId() != null && !attempts.containsKey(assignment.requestId());
      if (idOnly && kept.add(assignment.requestId()) && !keep[i]) {
        keep[i] = true;
        standIns.set(i);
      }
    }
  }

  /** A line that tells how a request at hand died may stand far before it. */
  private void keepDeaths(boolean[] keep) {
    Set<Attempt> kept = new HashSet<>();
    for (int i = 0; i < keep.length; i++) {
      if (keep[i] && from.events().get(i).facts().isMarker()) {
        kept.add(attemptOf(from.assignments().get(i)));
      }
    }
    for (int i = 0; i < keep.length; i++) {
      boolean death = from.events().get(i).facts().failure() != null;
      Attempt attempt = death && !keep[i] ? attemptOf(from.assignments().get(i)) : null;
      if (attempt != null && kept.contains(attempt)) {
        keep[i] = true;
        standIns.set(i);
      }
    }
  }

  private void limit(boolean[] keep) {
    int unsettled = 0;
    for (int i = keep.length - 1; i >= 0; i--) {
      boolean line = keep[i] && from.assignments().get(i).basis() != Basis.REQUEST_ID;
      if (line && ++unsettled > Limits.UNSETTLED_LINES) {
        keep[i] = false;
        overflow = true;
      }
    }
  }

  private void collect(boolean[] keep) {
    Set<String> marked = new HashSet<>();
    for (int i = 0; i < keep.length; i++) {
      if (keep[i]) {
        Assignment assignment = from.assignments().get(i);
        settled.set(events.size(), standIns.get(i));
        events.add(from.events().get(i));
        assignments.add(assignment);
        if (attemptOf(assignment) != null) {
          boolean marker = from.events().get(i).facts().isMarker();
          (marker ? marked : withoutMarkers).add(assignment.requestId());
        }
        if (assignment.requestId() != null) {
          startsBefore.merge(assignment.requestId(), assignment.n() - 1, Math::min);
        }
      }
    }
    withoutMarkers.removeAll(marked);
  }
}
