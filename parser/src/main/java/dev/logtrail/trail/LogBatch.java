package dev.logtrail.trail;

import java.util.List;
import java.util.Objects;

/**
 * The events of one log stream that were delivered together: what travels through the job as one
 * record.
 *
 * @param stream whose events these are
 * @param source how they came
 * @param events in the order of delivery; not empty
 */
public record LogBatch(LogStream stream, Source source, List<LogEvent> events) {
  public LogBatch {
    Objects.requireNonNull(stream, "stream");
    Objects.requireNonNull(source, "source");
    events = List.copyOf(events);
    if (events.isEmpty()) {
      throw new IllegalArgumentException("a batch holds at least one event");
    }
  }
}
