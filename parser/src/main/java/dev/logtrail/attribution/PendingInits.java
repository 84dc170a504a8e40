package dev.logtrail.attribution;

import dev.logtrail.line.IdStrength;
import dev.logtrail.line.LineFacts;
import dev.logtrail.line.LineKind;
import dev.logtrail.trail.LogEvent;
import java.util.List;

/**
 * Records of an init whose time was cut to the second ({@link FirstInits}) and whose place may
 * still change: what else stands in their second has to be at hand to say it.
 */
final class PendingInits {
  private static final long SECOND_MS = 1_000;

  /** Until when a restart of the environment may change in which init a record was written. */
  private long unsettledUntil = Long.MIN_VALUE;

  /** Whether such records wait for their request to start; they may stand far back. */
  private boolean waiting;

  /** Notes what was attributed, in a stream of which requests are known. */
  void note(Attribution attribution) {
    int lastBegin = -1;
    for (Attempt attempt : attribution.attempts()) {
      lastBegin = Math.max(lastBegin, attempt.begin);
    }
    for (int i = 0; i < attribution.events().size(); i++) {
      ScannedEvent event = attribution.events().get(i);
      if (isOfInit(event)) {
        unsettledUntil = Math.max(unsettledUntil, event.event().timestamp() + SECOND_MS);
        // One that stands behind all requests waits like other output, and is at hand.
        waiting |= i < lastBegin && attribution.assignments().get(i).requestId() == null;
      }
    }
  }

  /**
   * Whether events may say of records that are not at hand, or that are among them, whose they are.
   */
  boolean mayMove(LogEvent latest, List<ScannedEvent> fresh) {
    boolean unsettled = latest.timestamp() < unsettledUntil;
    for (ScannedEvent event : fresh) {
      LineFacts facts = event.facts();
      boolean init = facts.kind() == LineKind.INIT_START || facts.kind() == LineKind.INIT_REPORT;
      boolean restarts = init || facts.failure() != null;
      boolean sameSecond =
          isOfInit(event)
              && latest.timestamp() >= event.event().timestamp() / SECOND_MS * SECOND_MS;
      if (sameSecond || unsettled && restarts || waiting && facts.isMarker()) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfInit(ScannedEvent event) {
    return event.facts().strength() == IdStrength.BEFORE_FIRST;
  }
}
