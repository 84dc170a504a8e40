package dev.logtrail.attribution;

import dev.logtrail.line.IdStrength;
import dev.logtrail.line.LineFacts;
import dev.logtrail.line.LineKind;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Walks the sorted events once and says whose each is.
 *
 * <pre>
 *            START            END or REPORT             START
 *  waiting ────────► open ─────────────────► ended ────────────► open
 *     ▲                                        │
 *     └─ it died, or an init begins ◄──────────┘
 *
 *  waiting: output waits for the next START, as its init (until then the environment's)
 *  open:    output is the open request's
 *  ended:   output is the ended request's, after its END
 * </pre>
 *
 * An event's own request id comes before all of this.
 */
final class Sweep {
  private final List<ScannedEvent> events;
  private final Requests requests;
  private final AttributionContext context;
  private final boolean managed;
  private final Assignment[] result;
  private final FirstInits firstInits;
  private final List<Integer> waiting = new ArrayList<>();
  private final List<String> unresolved = new ArrayList<>();
  private Attempt current;
  private boolean ended = true;
  private boolean restarting = true;

  Sweep(List<ScannedEvent> events, Requests requests, AttributionContext context, boolean managed) {
    this.events = events;
    this.requests = requests;
    this.context = context;
    this.managed = managed;
    this.result = new Assignment[events.size()];
    this.firstInits = new FirstInits(events, requests);
  }

  /** One assignment for each event. */
  List<Assignment> run() {
    List<Attempt> attempts = requests.inOrder();
    int next = 0;
    for (int i = 0; i < events.size(); i++) {
      while (next < attempts.size() && attempts.get(next).begin <= i) {
        open(attempts.get(next++));
      }
      assign(i);
    }
    waiting.forEach(i -> result[i] = Assignment.NONE);
    return Arrays.asList(result);
  }

  /** Weak ids that no marker named. */
  List<String> unresolved() {
    return unresolved;
  }

  private void open(Attempt attempt) {
    if (managed) {
      return;
    }
    if (current != null && current.report < 0) {
      current.interrupted = true;
    }
    for (int i : waiting) {
      result[i] = attempt.assignment(Basis.INIT);
      if (attempt.failure == null && events.get(i).facts().isFailedRepeatedInit()) {
        attempt.failure = Outcome.INIT_ERROR;
      }
    }
    waiting.clear();
    current = attempt;
    ended = false;
    restarting = false;
  }

  private void assign(int i) {
    LineFacts facts = events.get(i).facts();
    Attempt named = namedAttempt(facts, i);
    firstInits.pass(i);
    if (named != null) {
      boolean bleed = !managed && !ended && current != named;
      result[i] =
          bleed
              ? new Assignment(named.requestId, named.startNumber, Basis.REQUEST_ID, true)
              : named.assignment(managed ? ManagedIds.basis(events, i, named) : Basis.REQUEST_ID);
      if (named == current && i == named.finish()) {
        close();
      } else if (named == current && i == named.end) {
        ended = true;
      }
    } else if (managed) {
      result[i] = Assignment.NONE;
    } else if (facts.strength() != IdStrength.BEFORE_FIRST || !assignToInit(i)) {
      assignByPosition(i);
    }
  }

  /** Gives a record of an init whose time was cut to the request of that init; false if unknown. */
  private boolean assignToInit(int i) {
    List<Attempt> attempts = requests.inOrder();
    int attempt = firstInits.attemptOf(i);
    if (attempt >= 0) {
      result[i] =
          attempt == attempts.size()
              ? Assignment.NONE
              : attempts.get(attempt).assignment(Basis.INIT);
    }
    return attempt >= 0;
  }

  private void close() {
    ended = true;
    restarting |= current.failure != null;
  }

  /** The request that the event's own id names, if that id counts. */
  private Attempt namedAttempt(LineFacts facts, int i) {
    String id = facts.requestId();
    if (id == null) {
      return null;
    }
    if (facts.isMarker()) {
      return attemptOfMarker(facts, i);
    }
    if (facts.kind() == LineKind.FAILURE) {
      return attemptOfFailure(id, i);
    }
    boolean isCurrent = current != null && current.latest && id.equals(current.requestId);
    if (isCurrent) {
      return current;
    }
    if (requests.isStrong(facts) || requests.isMarked(id)) {
      return requests.at(id, i);
    }
    unresolved.add(id);
    return null;
  }

  /**
   * A marker counts if its own attempt holds it, or if it repeats one of the request that is open
   * or just ended.
   */
  private Attempt attemptOfMarker(LineFacts facts, int i) {
    Attempt attempt =
        requests.isMarked(facts.requestId()) ? requests.at(facts.requestId(), i) : null;
    if (attempt == null) {
      return null;
    }
    boolean own = i == attempt.start || i == attempt.end || i == attempt.report;
    return own || attempt == current ? attempt : null;
  }

  /**
   * A failure line looks like free text: it counts if its request is known, or nothing is open that
   * could print it.
   */
  private Attempt attemptOfFailure(String id, int i) {
    Attempt attempt = requests.at(id, i);
    if (attempt != null) {
      return attempt;
    }
    if (managed || ended) {
      return requests.onlyFailure(id, i, context);
    }
    unresolved.add(id);
    return null;
  }

  private void assignByPosition(int i) {
    if ((ended || current.finish() < i) && Restarts.is(events, i, current)) {
      ended = true;
      restarting = true;
    }
    if (!ended) {
      result[i] = current.assignment(current.hasStart() ? Basis.MARKERS : Basis.INFERRED);
    } else if (restarting) {
      waiting.add(i);
    } else {
      result[i] = current.assignment(Basis.AFTER_END);
    }
  }
}
