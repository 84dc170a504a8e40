package dev.logtrail.payload.decoding;

import dev.logtrail.line.IdStrength;
import dev.logtrail.line.LineFacts;
import dev.logtrail.line.LineKind;
import dev.logtrail.line.LineScanner;
import dev.logtrail.trail.EventId;
import dev.logtrail.trail.LogEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes apart the lines of several streams that a copy put together without their names, as it does
 * with a group's: requests overlap there, and in one stream they never do. Lines without an id go
 * to the request that started last.
 */
final class MergedStreams {
  private final Map<String, Lane> byRequest = new HashMap<>();
  private final List<Lane> lanes = new ArrayList<>();
  private Lane current;
  private boolean merged;

  /** What seems to be one stream. */
  private static final class Lane {
    private final List<LogEvent> events = new ArrayList<>();
    private String open;
    private long startedAt;
  }

  private record Scanned(LogEvent event, LineFacts facts) {}

  private long starts;

  /**
   * The events, each list of one stream; the first list is of the stream that they came for.
   *
   * @param events without ids, in the order in which they were written
   */
  List<List<LogEvent>> apart(List<LogEvent> events) {
    if (!events.stream().allMatch(e -> EventId.isMadeUp(e.id()))) {
      return List.of(events);
    }
    List<Scanned> scanned = new ArrayList<>(events.size());
    for (LogEvent e : events) {
      scanned.add(new Scanned(e, mayBeMarker(e.message()) ? LineScanner.scan(e.message()) : null));
    }
    scanned.sort(Comparator.comparingLong(s -> s.event.timestamp()));
    Map<String, Integer> ends = ends(scanned);
    merged = merged || overlap(scanned, ends);
    if (!merged) {
      return List.of(events);
    }
    for (int i = 0; i < scanned.size(); i++) {
      place(scanned.get(i), ends, i);
    }
    List<List<LogEvent>> apart = new ArrayList<>();
    for (Lane lane : lanes) {
      apart.add(List.copyOf(lane.events));
      lane.events.clear();
    }
    return apart;
  }

  private static boolean mayBeMarker(String s) {
    char c = s.isEmpty() ? ' ' : s.charAt(0);
    return c == 'S' || c == 'E' || c == 'R' || c == 'I';
  }

  private static Map<String, Integer> ends(List<Scanned> events) {
    Map<String, Integer> ends = new HashMap<>();
    for (int i = 0; i < events.size(); i++) {
      LineFacts f = events.get(i).facts;
      if (f != null && (f.kind() == LineKind.END || f.kind() == LineKind.REPORT)) {
        ends.put(f.requestId(), i);
      }
    }
    return ends;
  }

  /**
   * Whether an environment starts, or a request that ends later, in the midst of a request. One
   * that starts and ends within another may be text that the other printed.
   */
  private static boolean overlap(List<Scanned> events, Map<String, Integer> ends) {
    String open = null;
    for (int i = 0; i < events.size(); i++) {
      LineFacts f = events.get(i).facts;
      if (f == null || f.json()) {
        continue;
      }
      if (ends(f, open)) {
        open = null;
      }
      int end = open == null ? -1 : ends.getOrDefault(open, -1);
      if (f.kind() == LineKind.INIT_START && end > i) {
        return true;
      }
      if (f.kind() == LineKind.START) {
        if (end > i && !f.requestId().equals(open) && ends.getOrDefault(f.requestId(), -1) > end) {
          return true;
        }
        open = end > i ? open : f.requestId();
      }
    }
    return false;
  }

  private void place(Scanned s, Map<String, Integer> ends, int at) {
    LineFacts f = s.facts == null ? LineScanner.scan(s.event.message()) : s.facts;
    if (current == null) {
      current = lane();
    }
    if (f.kind() == LineKind.INIT_START) {
      current = isBusy(current, ends, at) ? idle(ends, at) : current;
    } else if (f.kind() == LineKind.START) {
      current = isBusy(current, ends, at) ? idle(ends, at) : current;
      current.open = f.requestId();
      current.startedAt = ++starts;
      byRequest.put(f.requestId(), current);
    }
    Lane own = !isOwn(f) ? null : byRequest.get(f.requestId());
    Lane lane = own == null ? current : own;
    lane.events.add(s.event);
    if (ends(f, lane.open)) {
      lane.open = null;
      current = lane == current ? lastStarted(lane) : current;
    }
  }

  private static boolean ends(LineFacts f, String open) {
    boolean end = f.kind() == LineKind.END || f.kind() == LineKind.REPORT;
    return end && f.requestId().equals(open);
  }

  private static boolean isOwn(LineFacts f) {
    return f.requestId() != null && (f.isPlatform() || f.strength() == IdStrength.STRONG);
  }

  private static boolean isBusy(Lane lane, Map<String, Integer> ends, int at) {
    return lane.open != null && ends.getOrDefault(lane.open, -1) > at;
  }

  private Lane idle(Map<String, Integer> ends, int at) {
    for (Lane lane : lanes) {
      if (!isBusy(lane, ends, at) && lane != current) {
        return lane;
      }
    }
    return lane();
  }

  private Lane lane() {
    Lane lane = new Lane();
    lanes.add(lane);
    return lane;
  }

  /** The request that started last and is open; the lane itself if there is none. */
  private Lane lastStarted(Lane otherwise) {
    Lane last = null;
    for (Lane lane : lanes) {
      if (lane.open != null && (last == null || lane.startedAt > last.startedAt)) {
        last = lane;
      }
    }
    return last == null ? otherwise : last;
  }
}
