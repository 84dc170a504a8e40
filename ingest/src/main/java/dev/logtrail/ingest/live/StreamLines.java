package dev.logtrail.ingest.live;

import dev.logtrail.attribution.AttributedTrail;
import dev.logtrail.attribution.StreamSplit;
import dev.logtrail.limit.FeedLimits;
import dev.logtrail.trail.EventId;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What Live Tail has shown of one stream lately, and what was read of it in the same time. A line
 * that was shown and read is one line, whichever came first. Not thread-safe.
 */
final class StreamLines {
  private static final int LINE_BYTES = 200;
  private static final long TRAILS_MS = 1_000;

  private final LogStream stream;
  private final Map<String, Line> lines = new LinkedHashMap<>();
  private long bytes;
  private List<ProvisionalTrail> trails = List.of();
  private long trailsUntilMs;

  /** Equal lines of one time. */
  private static final class Line {
    private final long firstMs;
    private final List<LogEvent> events = new ArrayList<>();
    private int shown;
    private int read;
    private long confirmedMs;

    private Line(long firstMs) {
      this.firstMs = firstMs;
    }

    private boolean isConfirmed() {
      return read >= shown;
    }
  }

  StreamLines(LogStream stream) {
    this.stream = stream;
  }

  long bytes() {
    return bytes;
  }

  /**
   * Live Tail shows a line.
   *
   * @param number rising from line to line, which is their order within a millisecond
   */
  void shown(long timestamp, String message, long number, long nowMs) {
    Line line = line(timestamp, message, number, nowMs);
    line.shown++;
    grow(line, timestamp, message, number);
  }

  /** FilterLogEvents has read a line. */
  void read(long timestamp, String message, long number, long nowMs) {
    Line line = line(timestamp, message, number, nowMs);
    line.read++;
    grow(line, timestamp, message, number);
    if (line.isConfirmed() && line.confirmedMs == 0) {
      line.confirmedMs = nowMs;
    }
  }

  private Line line(long timestamp, String message, long number, long nowMs) {
    trailsUntilMs = 0;
    String text = message.stripTrailing();
    return lines.computeIfAbsent(timestamp + "\n" + text, key -> new Line(nowMs));
  }

  private void grow(Line line, long timestamp, String message, long number) {
    if (line.events.size() < Math.max(line.shown, line.read)) {
      line.events.add(new LogEvent(EventId.ofLiveTail(number), timestamp, message));
      bytes += LINE_BYTES + 2L * message.length();
    }
    if (!line.isConfirmed()) {
      line.confirmedMs = 0;
    }
  }

  /**
   * Forgets what is old.
   *
   * @return how many lines were never read
   */
  int forget(long nowMs) {
    int unread = 0;
    for (Iterator<Line> all = lines.values().iterator(); all.hasNext(); ) {
      Line line = all.next();
      long age = nowMs - line.firstMs;
      boolean old =
          age > (line.isConfirmed() ? FeedLimits.LIVE_CONTEXT_MS : FeedLimits.LIVE_UNREAD_MS);
      boolean many = lines.size() > FeedLimits.LIVE_STREAM_LINES;
      if (!old && !many) {
        break; // The others came later.
      }
      unread += line.isConfirmed() ? 0 : line.shown - line.read;
      line.events.forEach(event -> bytes -= LINE_BYTES + 2L * event.message().length());
      all.remove();
    }
    return unread;
  }

  /** The requests of which there are lines that are not stored, as far as is known here. */
  List<ProvisionalTrail> trails(long nowMs) {
    if (nowMs >= trailsUntilMs) {
      trails = List.copyOf(attributed(nowMs));
      trailsUntilMs = nowMs + TRAILS_MS;
    }
    return trails;
  }

  private List<ProvisionalTrail> attributed(long nowMs) {
    List<LogEvent> all = new ArrayList<>();
    Set<String> shown = new HashSet<>();
    for (Line line : lines.values()) {
      all.addAll(line.events);
      // What was read a moment ago may not be stored yet.
      if (!line.isConfirmed() || nowMs - line.confirmedMs < FeedLimits.LIVE_STORED_WITHIN_MS) {
        line.events.stream().limit(line.shown).map(LogEvent::id).forEach(shown::add);
      }
    }
    List<ProvisionalTrail> found = new ArrayList<>();
    if (shown.isEmpty()) {
      return found;
    }
    for (AttributedTrail trail : StreamSplit.split(stream, Source.API, all)) {
      List<TrailEvent> events =
          trail.events().stream().filter(e -> shown.contains(e.event().id())).toList();
      if (!trail.key().isEnvironment() && !events.isEmpty()) {
        found.add(new ProvisionalTrail(trail.key(), events));
      }
    }
    return found;
  }
}
