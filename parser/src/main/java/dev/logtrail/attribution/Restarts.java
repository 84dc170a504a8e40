package dev.logtrail.attribution;

import dev.logtrail.line.LineFacts;
import dev.logtrail.line.LineKind;
import dev.logtrail.trail.Report;
import java.util.List;

/**
 * Which of the platform's lines tell that the environment starts again, of whatever came before.
 */
final class Restarts {
  private Restarts() {}

  /**
   * Whether the line at {@code i} does: that an init begins, or how long one took that began after
   * the request before it had started. An init inside an invocation is that request's.
   *
   * @param before the last request to start before it; null if there is none
   */
  static boolean is(List<ScannedEvent> events, int i, Attempt before) {
    LineFacts facts = events.get(i).facts();
    if (facts.suppressed()) {
      return false;
    }
    return facts.kind() == LineKind.INIT_START
        || facts.kind() == LineKind.INIT_REPORT
            && before != null
            && before.hasStart()
            && from(events.get(i)) > events.get(before.start).event().timestamp();
  }

  /**
   * When the init began of which such a line tells, in epoch milliseconds; {@link Long#MIN_VALUE}
   * if that is not known.
   */
  static long from(ScannedEvent line) {
    long time = line.event().timestamp();
    if (line.facts().kind() == LineKind.INIT_START) {
      return time;
    }
    Report report = line.facts().report();
    Double took = report == null ? null : durationMs(report);
    return took == null || !line.event().hasTime() ? Long.MIN_VALUE : time - (long) Math.ceil(took);
  }

  private static Double durationMs(Report report) {
    if (report.restoreDurationMs() != null) {
      return report.restoreDurationMs();
    }
    return report.initDurationMs() != null ? report.initDurationMs() : report.durationMs();
  }
}
