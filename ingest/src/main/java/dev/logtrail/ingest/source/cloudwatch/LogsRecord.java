package dev.logtrail.ingest.source.cloudwatch;

import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.LogEvent;
import java.util.List;
import java.util.Map;

/**
 * What one call has brought of a log group.
 *
 * @param position how far the group is read with it
 * @param streams its new events, by stream
 * @param delivery its new events as subscription payloads; null if there are none
 */
record LogsRecord(GroupPosition position, Map<String, List<LogEvent>> streams, Delivery delivery) {
  /** How many new events. */
  int events() {
    return streams.values().stream().mapToInt(List::size).sum();
  }
}
