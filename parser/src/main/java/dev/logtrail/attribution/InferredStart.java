package dev.logtrail.attribution;

import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.Report;
import java.util.List;

/**
 * Where a request began whose START never came: its END minus its Duration, else the previous
 * REPORT.
 */
final class InferredStart {
  private InferredStart() {}

  /** The position of the first event that may be the attempt's, at {@code earliest} or behind. */
  static int position(List<ScannedEvent> events, Attempt attempt, int earliest) {
    long time = time(events, attempt);
    if (time == LogEvent.UNKNOWN_TIME) {
      return earliest;
    }
    int position = earliest;
    while (position < attempt.firstFinish() && events.get(position).event().timestamp() < time) {
      position++;
    }
    return position;
  }

  private static long time(List<ScannedEvent> events, Attempt attempt) {
    if (attempt.report < 0) {
      return LogEvent.UNKNOWN_TIME;
    }
    Report report = events.get(attempt.report).facts().report();
    LogEvent end = events.get(attempt.firstFinish()).event();
    if (report == null || report.durationMs() == null || !end.hasTime()) {
      return LogEvent.UNKNOWN_TIME;
    }
    return end.timestamp() - (long) Math.ceil(report.durationMs());
  }
}
