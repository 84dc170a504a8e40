package dev.logtrail.demo.lambda;

import dev.logtrail.trail.LogEvent;
import java.util.List;

/**
 * The events of one PutLogEvents call.
 *
 * @param ingestedAt when CloudWatch took them, epoch ms
 * @param events in the order of writing; not empty
 */
public record LabelledBatch(long ingestedAt, List<LabelledEvent> events) {
  public LabelledBatch {
    events = List.copyOf(events);
    if (events.isEmpty()) {
      throw new IllegalArgumentException("a batch holds at least one event");
    }
  }

  /** The events without their labels. */
  public List<LogEvent> plain() {
    return events.stream().map(LabelledEvent::event).toList();
  }
}
