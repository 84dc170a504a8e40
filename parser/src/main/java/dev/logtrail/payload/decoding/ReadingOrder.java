package dev.logtrail.payload.decoding;

import dev.logtrail.line.LineFacts;
import dev.logtrail.line.LineKind;
import dev.logtrail.line.LineScanner;
import dev.logtrail.trail.EventId;
import dev.logtrail.trail.LogEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The order of events that came without ids: pages and exports often have the newest first, and
 * then those of one millisecond stand in the wrong order, too.
 */
final class ReadingOrder {
  private ReadingOrder() {}

  /** The events as they came, or turned round if the newest came first. */
  static List<LogEvent> oldestFirst(List<LogEvent> events) {
    if (events.size() < 2 || !events.stream().allMatch(e -> EventId.isMadeUp(e.id()))) {
      return events;
    }
    int timed = rises(events);
    boolean newestFirst = timed < 0 || timed == 0 && endsBeforeStarts(events);
    return newestFirst ? turned(events) : events;
  }

  /** How many more times rise than fall from one event to the next. */
  private static int rises(List<LogEvent> events) {
    int rises = 0;
    for (int i = 1; i < events.size(); i++) {
      LogEvent a = events.get(i - 1);
      LogEvent b = events.get(i);
      rises += a.hasTime() && b.hasTime() ? Long.compare(b.timestamp(), a.timestamp()) : 0;
    }
    return rises;
  }

  /** Whether requests end before they start, as far as the platform's lines tell. */
  private static boolean endsBeforeStarts(List<LogEvent> events) {
    Set<String> ended = new HashSet<>();
    Set<String> started = new HashSet<>();
    int right = 0;
    int wrong = 0;
    for (LogEvent e : events) {
      char c = e.message().isEmpty() ? ' ' : e.message().charAt(0);
      if (c != 'S' && c != 'E' && c != 'R' && c != '{') {
        continue;
      }
      LineFacts facts = LineScanner.scan(e.message());
      String id = facts.requestId();
      if (facts.kind() == LineKind.START && started.add(id)) {
        wrong += ended.contains(id) ? 1 : 0;
      } else if (facts.kind() == LineKind.END || facts.kind() == LineKind.REPORT) {
        right += started.contains(id) ? 1 : 0;
        ended.add(id);
      }
    }
    return wrong > right;
  }

  /** The last first; further lines of a record, which a copy left behind it, stay behind it. */
  private static List<LogEvent> turned(List<LogEvent> events) {
    List<LogEvent> turned = new ArrayList<>(events.size());
    int end = events.size();
    for (int i = events.size() - 1; i >= 0; i--) {
      if (i == 0 || !isFurtherLine(events.get(i), events.get(i - 1))) {
        turned.addAll(events.subList(i, end));
        end = i;
      }
    }
    List<LogEvent> renumbered = new ArrayList<>(events.size());
    for (int i = 0; i < turned.size(); i++) {
      LogEvent e = turned.get(i);
      renumbered.add(new LogEvent(e.id(), e.timestamp(), e.message(), events.get(i).arrival()));
    }
    return Collections.unmodifiableList(renumbered);
  }

  private static boolean isFurtherLine(LogEvent e, LogEvent before) {
    String s = e.message();
    return !e.hasTime()
        && !before.hasTime()
        && (s.startsWith(" ") || s.startsWith("\t") || s.startsWith("Traceback (most recent"));
  }
}
