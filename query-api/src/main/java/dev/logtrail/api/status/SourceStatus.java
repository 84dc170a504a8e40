package dev.logtrail.api.status;

import java.util.Map;
import java.util.Objects;

/**
 * How one source of events is doing.
 *
 * @param source its name, such as {@code subscription}
 * @param lastEventAt epoch ms of the newest event it brought; null if none yet
 * @param lagMs ms between the newest event and its being stored, or null if not known
 * @param eventsPerSecond over the last minute, or null if not known
 * @param dropped events dropped since the start, by reason
 * @param deadLetters records kept as dead letters
 * @param problem why it does not work at the moment; null if it does
 */
public record SourceStatus(
    String source,
    Long lastEventAt,
    Long lagMs,
    Double eventsPerSecond,
    Map<String, Long> dropped,
    long deadLetters,
    String problem) {
  public SourceStatus {
    Objects.requireNonNull(source, "source");
    dropped = Map.copyOf(dropped);
  }
}
