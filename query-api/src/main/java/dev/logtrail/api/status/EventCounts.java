package dev.logtrail.api.status;

import java.util.Map;

/**
 * What became of the events of one source since the start: each that was received is stored,
 * repeated, dead or dropped.
 *
 * @param stored events that were not in the store before
 * @param repeated events that were
 * @param dead records that could not be read and are kept as dead letters
 * @param dropped events dropped on purpose, or by a limit, by reason
 */
public record EventCounts(long stored, long repeated, long dead, Map<String, Long> dropped) {
  public EventCounts {
    dropped = Map.copyOf(dropped);
  }

  /** The sum of all. */
  public long received() {
    return stored + repeated + dead + dropped.values().stream().mapToLong(n -> n).sum();
  }
}
