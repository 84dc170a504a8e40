package dev.logtrail.api.status;

import java.util.Objects;

/**
 * How one source of events is doing.
 *
 * @param source its name, such as {@code subscription}
 * @param lastEventAt epoch ms of the newest event it brought; null if none yet
 * @param lagMs ms between the newest event and its being stored, or null if not known
 * @param eventsPerSecond over the last minute, or null if not known
 * @param counts what became of its events since the start
 * @param problem why it does not work at the moment; null if it does
 */
public record SourceStatus(
    String source,
    Long lastEventAt,
    Long lagMs,
    Double eventsPerSecond,
    EventCounts counts,
    String problem) {
  public SourceStatus {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(counts, "counts");
  }
}
