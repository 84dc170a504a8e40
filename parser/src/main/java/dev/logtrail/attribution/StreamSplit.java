package dev.logtrail.attribution;

import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Splits all events of one stream at once: what the job reaches by steps, in any order of delivery.
 */
public final class StreamSplit {
  private StreamSplit() {}

  /**
   * The trails of a stream, requests by their beginnings, environment trails last.
   *
   * @param events in any order, repeats allowed (told by their id)
   */
  public static List<AttributedTrail> split(
      LogStream stream, Source source, List<LogEvent> events) {
    List<ScannedEvent> scanned = new ArrayList<>(events.size());
    Set<String> seen = new HashSet<>();
    for (LogEvent event : events) {
      if (seen.add(event.id())) {
        scanned.add(ScannedEvent.of(event, source));
      }
    }
    scanned.sort(ScannedEvent.ORDER);
    return trails(stream, StreamAttributor.attribute(scanned, AttributionContext.NOTHING));
  }

  static List<AttributedTrail> trails(LogStream stream, Attribution attribution) {
    Map<TrailKey, List<TrailEvent>> trails = new LinkedHashMap<>();
    Map<TrailKey, List<TrailEvent>> environments = new LinkedHashMap<>();
    for (int i = 0; i < attribution.events().size(); i++) {
      ScannedEvent scanned = attribution.events().get(i);
      Assignment assignment = attribution.assignments().get(i);
      TrailKey key = keyOf(stream, scanned.event(), assignment);
      (key.isEnvironment() ? environments : trails)
          .computeIfAbsent(key, k -> new ArrayList<>())
          .add(trailEvent(scanned, assignment));
    }
    Set<TrailKey> interrupted = interrupted(stream, attribution);
    trails.putAll(environments);
    return trails.entrySet().stream()
        .map(e -> new AttributedTrail(e.getKey(), e.getValue(), interrupted.contains(e.getKey())))
        .toList();
  }

  private static Set<TrailKey> interrupted(LogStream stream, Attribution attribution) {
    Set<TrailKey> keys = new HashSet<>();
    for (Attempt attempt : attribution.attempts()) {
      if (attempt.interrupted) {
        keys.add(TrailKey.request(stream, attempt.requestId, attempt.startNumber));
      }
    }
    return keys;
  }

  static TrailKey keyOf(LogStream stream, LogEvent event, Assignment assignment) {
    return assignment.requestId() == null
        ? TrailKey.environmentAt(stream, event.timestamp())
        : TrailKey.request(stream, assignment.requestId(), assignment.startNumber());
  }

  static TrailEvent trailEvent(ScannedEvent scanned, Assignment assignment) {
    return new TrailEvent(
        scanned.event(), assignment.basis(), assignment.bleed(), scanned.source());
  }
}
