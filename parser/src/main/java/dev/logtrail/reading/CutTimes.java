package dev.logtrail.reading;

import dev.logtrail.line.LineKind;
import dev.logtrail.line.LineScanner;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.TrailEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Puts records whose time was cut to the second (Python's JSON format) where they belong: never
 * before the START of their own request.
 */
final class CutTimes {
  private static final long SECOND_MS = 1_000;

  private CutTimes() {}

  /** The events of a request's trail, sorted, with such records moved behind START. */
  static List<TrailEvent> order(List<TrailEvent> sorted) {
    if (sorted.stream().noneMatch(CutTimes::mayBeCut)) {
      return sorted;
    }
    LogEvent start = start(sorted);
    if (start == null || !start.hasTime()) {
      return sorted;
    }
    long started = start.timestamp();
    List<TrailEvent> ordered = new ArrayList<>(sorted);
    ordered.sort(
        Comparator.comparingLong(
                (TrailEvent e) -> isCut(e, started) ? started : e.event().timestamp())
            .thenComparing(e -> isCut(e, started)));
    return ordered;
  }

  private static LogEvent start(List<TrailEvent> sorted) {
    for (TrailEvent event : sorted) {
      if (LineScanner.scan(event.event().message()).kind() == LineKind.START) {
        return event.event();
      }
    }
    return null;
  }

  private static boolean mayBeCut(TrailEvent event) {
    LogEvent raw = event.event();
    return raw.timestamp() % SECOND_MS == 0 && raw.message().startsWith("{\"timestamp\"");
  }

  private static boolean isCut(TrailEvent event, long started) {
    long time = event.event().timestamp();
    return mayBeCut(event) && time <= started && started - time < SECOND_MS;
  }
}
