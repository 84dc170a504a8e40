package dev.logtrail.store.postgres.inbox;

import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Whether the database need not be asked for more deliveries: it had none at positions that were
 * not behind, nobody has told of any since, and that was a moment ago. Thread-safe.
 */
final class KnownEmpty {
  private static final long LONGEST_NS = TimeUnit.SECONDS.toNanos(1);

  private Map<Integer, Long> emptyAt;
  private long since;

  /** There may be something. */
  synchronized void forget() {
    emptyAt = null;
  }

  /** Notes that it will be asked: what is told from now on counts. */
  synchronized void ask(Map<Integer, Long> positions, long nowNs) {
    emptyAt = Map.copyOf(positions);
    since = nowNs;
  }

  synchronized boolean holds(Map<Integer, Long> positions, long nowNs) {
    return emptyAt != null
        && nowNs - since < LONGEST_NS
        && positions.entrySet().stream()
            .allMatch(p -> p.getValue() >= emptyAt.getOrDefault(p.getKey(), Long.MAX_VALUE));
  }
}
