package dev.logtrail.attribution;

import dev.logtrail.line.LineFacts;
import dev.logtrail.line.LineKind;
import dev.logtrail.trail.LogEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Turns input around that came newest first, as consoles and some tools print it. It matters only
 * where ids were made up: all else is sorted by time and id.
 */
final class ArrivalOrder {
  private ArrivalOrder() {}

  /**
   * The events with arrival numbers in the order in which they were written, as far as it can be
   * told.
   */
  static List<ScannedEvent> oldestFirst(List<ScannedEvent> events) {
    if (!isNewestFirst(events)) {
      return events;
    }
    int last = events.stream().mapToInt(e -> e.event().arrival()).max().orElse(0);
    List<ScannedEvent> turned = new ArrayList<>(events.size());
    for (ScannedEvent scanned : events) {
      LogEvent e = scanned.event();
      LogEvent event = new LogEvent(e.id(), e.timestamp(), e.message(), last - e.arrival());
      turned.add(new ScannedEvent(event, scanned.facts(), scanned.source()));
    }
    return turned;
  }

  private static boolean isNewestFirst(List<ScannedEvent> events) {
    int falls = 0;
    int rises = 0;
    for (int i = 1; i < events.size(); i++) {
      int order =
          Long.compare(events.get(i - 1).event().timestamp(), events.get(i).event().timestamp());
      falls += order > 0 ? 1 : 0;
      rises += order < 0 ? 1 : 0;
    }
    return falls + rises > 0 ? rises == 0 : endsBeforeStarts(events);
  }

  /** Without times: whether requests end before they start. */
  private static boolean endsBeforeStarts(List<ScannedEvent> events) {
    Set<String> started = new HashSet<>();
    Set<String> ended = new HashSet<>();
    int reversed = 0;
    int forward = 0;
    for (ScannedEvent event : events) {
      LineFacts facts = event.facts();
      if (facts.kind() == LineKind.START && started.add(facts.requestId())) {
        reversed += ended.contains(facts.requestId()) ? 1 : 0;
      } else if (facts.kind() == LineKind.END && ended.add(facts.requestId())) {
        forward += started.contains(facts.requestId()) ? 1 : 0;
      }
    }
    return reversed > forward;
  }
}
