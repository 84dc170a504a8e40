package dev.logtrail.reading;

import dev.logtrail.line.LineKind;
import dev.logtrail.line.LineScanner;
import dev.logtrail.reading.join.RecordJoiner;
import dev.logtrail.reading.text.ReadEvent;
import dev.logtrail.trail.CloudWatchId;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.TrailEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts records whose time was cut to the second (Python's JSON format) where they were written:
 * behind the event of the same second that came before them, as ingestion time and place in the
 * batch tell, and never before the START of their own request. An id that tells neither leaves the
 * record at the begin of its second, or behind START.
 */
final class CutTimes {
  private static final long SECOND_MS = 1_000;
  private static final String TIMESTAMP = "{\"timestamp\"";
  private static final String WHOLE_SECOND = "2026-11-20T10:00:00";

  private CutTimes() {}

  /** The events of a request's trail, sorted, with such records moved. */
  static List<TrailEvent> order(List<TrailEvent> sorted) {
    if (sorted.stream().noneMatch(CutTimes::mayBeCut)) {
      return sorted;
    }
    LogEvent start = start(sorted);
    List<TrailEvent> ordered = new ArrayList<>(sorted.size());
    List<TrailEvent> cut = new ArrayList<>();
    for (TrailEvent event : sorted) {
      (mayBeCut(event) ? cut : ordered).add(event);
    }
    // One behind the other: a record may stand behind one that was placed before it.
    cut.forEach(event -> ordered.add(place(event, ordered, start), event));
    return splits(ordered) ? behindBlocks(ordered) : ordered;
  }

  /** Whether such a record may stand inside of one that was printed line by line. */
  private static boolean splits(List<TrailEvent> ordered) {
    for (int i = 1; i < ordered.size(); i++) {
      boolean behindLine = mayBeCut(ordered.get(i)) && !mayBeCut(ordered.get(i - 1));
      if (behindLine && !ordered.get(i - 1).event().message().startsWith("{\"")) {
        return true;
      }
    }
    return false;
  }

  /**
   * Moves records whose time was cut behind the traceback or value that they fell into: they come
   * through a pipe of their own, and where within the second is not known.
   */
  private static List<TrailEvent> behindBlocks(List<TrailEvent> ordered) {
    List<ReadEvent> lines =
        ordered.stream().filter(event -> !mayBeCut(event)).map(ReadEvent::of).toList();
    List<TrailEvent> all = new ArrayList<>(ordered.size());
    List<TrailEvent> held = new ArrayList<>();
    int line = 0;
    int end = 0;
    for (TrailEvent event : ordered) {
      boolean inside = line < end;
      if (!inside) {
        all.addAll(held);
        held.clear();
      }
      if (mayBeCut(event)) {
        (inside ? held : all).add(event);
      } else {
        end = inside ? end : RecordJoiner.end(lines, line);
        all.add(event);
        line++;
      }
    }
    all.addAll(held);
    return all;
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
    return raw.hasTime()
        && raw.timestamp() % SECOND_MS == 0
        && raw.message().startsWith(TIMESTAMP)
        && isWholeSecond(raw.message());
  }

  /** Whether the record's own time has no fraction. */
  private static boolean isWholeSecond(String message) {
    int time = TIMESTAMP.length();
    while (time < message.length() && " :\"".indexOf(message.charAt(time)) >= 0) {
      time++;
    }
    return message.startsWith("Z\"", time + WHOLE_SECOND.length());
  }

  /** Where a record goes among events that are in order. */
  private static int place(TrailEvent cut, List<TrailEvent> ordered, LogEvent start) {
    long second = cut.event().timestamp();
    CloudWatchId own = CloudWatchId.parse(cut.event().id());
    int place = firstFrom(ordered, second);
    for (int i = place; i < ordered.size() && isWithin(ordered.get(i), second); i++) {
      LogEvent other = ordered.get(i).event();
      if (other == start || isBefore(CloudWatchId.parse(other.id()), own)) {
        place = i + 1;
      }
    }
    return place;
  }

  /** The first event at {@code time} or later; those without a time come before all others. */
  private static int firstFrom(List<TrailEvent> ordered, long time) {
    int i = ordered.size();
    while (i > 0 && ordered.get(i - 1).event().timestamp() >= time) {
      i--;
    }
    return i;
  }

  private static boolean isWithin(TrailEvent event, long second) {
    return event.event().timestamp() - second < SECOND_MS;
  }

  /** Whether an event was ingested before another: earlier, or before it in the same batch. */
  private static boolean isBefore(CloudWatchId other, CloudWatchId own) {
    if (other == null || own == null) {
      return false;
    }
    if (other.ingestionTime() != own.ingestionTime()) {
      return other.ingestionTime() < own.ingestionTime();
    }
    return other.batchHash() == own.batchHash() && other.seq() < own.seq();
  }
}
