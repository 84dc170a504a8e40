package dev.logtrail.store;

import dev.logtrail.reading.TrailReading;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailHeader;
import dev.logtrail.trail.TrailKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes trails as the job does: whole events, and the header that they make by themselves. */
public final class JobOfTest {
  /** What was written of a trail last. */
  private record Written(TrailWrite write, List<TrailEvent> events) {}

  private final Map<TrailKey, Written> trails = new LinkedHashMap<>();
  private TrailWriter writer;

  public JobOfTest(TrailWriter writer) {
    this.writer = writer;
  }

  /** Goes on as a task that was started anew: it knows what the store tells. */
  public void restart(TrailWriter successor, TrailReader reader) {
    writer = successor;
    trails.replaceAll(
        (key, known) -> {
          TrailRow row = known.write().row();
          StoredTrail stored = reader.byTrailId(row.trailId(), row.day());
          return new Written(
              new TrailWrite(stored.row(), stored.segments(), List.of(), List.of()),
              known.events());
        });
  }

  /** The part of a flush that makes {@code events} all that a trail holds. */
  public TrailWrite write(TrailKey key, List<TrailEvent> events) {
    Written known = trails.get(key);
    TrailHeader header = TrailReading.read(key, events, null).header();
    long rawBytes = events.stream().mapToLong(e -> e.event().message().length()).sum();
    TrailRow row =
        new TrailRow(
            known == null ? writer.nextTrailId() : known.write().row().trailId(),
            known == null ? day(header) : known.write().row().day(),
            writer.epoch(),
            known == null ? 1 : known.write().row().revision() + 1,
            header,
            events.size(),
            rawBytes,
            1);
    TrailWrite write = new TrailWrite(row, List.of(new TrailSegment(0, events)), List.of(), events);
    trails.put(key, new Written(write, List.copyOf(events)));
    return write;
  }

  /** What was written of a trail last; null if it is not stored. */
  public TrailWrite last(TrailKey key) {
    return trails.containsKey(key) ? trails.get(key).write() : null;
  }

  /** All events of a stored trail. */
  public List<TrailEvent> events(TrailKey key) {
    return trails.containsKey(key) ? trails.get(key).events() : List.of();
  }

  /** Keys of all trails that are stored. */
  public List<TrailKey> keys() {
    return List.copyOf(trails.keySet());
  }

  /** The row to delete, of a trail whose last event went elsewhere. */
  public TrailRow forget(TrailKey key) {
    return trails.remove(key).write().row();
  }

  /** Events of one request as Lambda writes them, one message each, 10 ms apart. */
  public static List<TrailEvent> events(String requestId, long start, String... messages) {
    List<TrailEvent> events = new ArrayList<>();
    for (int i = 0; i < messages.length; i++) {
      TrailEvent event = SampleTrails.event(start + i * 10L, messages[i], i);
      boolean marker = messages[i].contains(" RequestId: " + requestId);
      events.add(
          marker ? new TrailEvent(event.event(), Basis.REQUEST_ID, false, event.source()) : event);
    }
    return events;
  }

  private static LocalDate day(TrailHeader header) {
    Long start = header.startedAt();
    return Instant.ofEpochMilli(start == null ? 0 : start).atZone(ZoneOffset.UTC).toLocalDate();
  }
}
