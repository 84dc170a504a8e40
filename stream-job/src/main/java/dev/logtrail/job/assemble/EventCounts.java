package dev.logtrail.job.assemble;

import dev.logtrail.trail.Source;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * What became of events, by source: each that was received is stored, repeated, dead or dropped.
 * Counted while a transaction is prepared, and told when it has committed, so that the sum is right
 * whatever fails. Not thread-safe.
 */
final class EventCounts {
  /** The reason of events beyond the size of their trail. */
  static final String TRAIL_LIMIT = "trail_limit";

  /**
   * The counts of one source.
   *
   * @param stored events that were not in the store before; log results
   * @param repeated events that were
   * @param dead records that became dead letters; each counts as one event
   * @param dropped events dropped on purpose, or by a limit, by reason
   */
  record Counts(long stored, long repeated, long dead, Map<String, Long> dropped) {
    static final Counts NONE = new Counts(0, 0, 0, Map.of());

    /** All that was received. */
    long received() {
      return stored + repeated + dead + dropped.values().stream().mapToLong(n -> n).sum();
    }

    Counts plus(Counts more) {
      Map<String, Long> all = new HashMap<>(dropped);
      more.dropped.forEach((reason, n) -> all.merge(reason, n, Long::sum));
      return new Counts(
          stored + more.stored, repeated + more.repeated, dead + more.dead, Map.copyOf(all));
    }
  }

  private final Map<Source, Counts> bySource = new EnumMap<>(Source.class);

  /**
   * Notes a batch.
   *
   * @param received its events
   * @param placed those that were new, refused ones included
   * @param refused those that a limit dropped
   */
  void batch(Source source, int received, int placed, int refused) {
    int dropped = Math.min(refused, received);
    int stored = Math.max(0, Math.min(placed, received) - dropped);
    add(source, new Counts(stored, received - stored - dropped, 0, dropped(TRAIL_LIMIT, dropped)));
  }

  void logResult() {
    add(Source.LOG_RESULT, new Counts(1, 0, 0, Map.of()));
  }

  void dead(Source source) {
    add(source, new Counts(0, 0, 1, Map.of()));
  }

  void dropped(Source source, String reason, long events) {
    add(source, new Counts(0, 0, 0, dropped(reason, events)));
  }

  private static Map<String, Long> dropped(String reason, long events) {
    return events == 0 ? Map.of() : Map.of(reason, events);
  }

  private void add(Source source, Counts counts) {
    bySource.merge(source, counts, Counts::plus);
  }

  /** Tells all that was noted, since it has been committed, and forgets it. */
  void tell(JobProgress progress) {
    bySource.forEach(progress::committed);
    bySource.clear();
  }
}
