package dev.logtrail.job.assemble;

import dev.logtrail.attribution.ScannedEvent;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.Source;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
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
   * @param dead events of dead letters; a record that could not be read counts as one
   * @param dropped events dropped on purpose, or by a limit, by reason
   */
  record Counts(long stored, long repeated, long dead, Map<String, Long> dropped) {
    static final Counts NONE = new Counts(0, 0, 0, Map.of());

    /** All that was received. */
    long received() {
      return stored + repeated + dead + dropped.values().stream().mapToLong(n -> n).sum();
    }

    Counts plus(Counts more) {
      if (dropped.isEmpty() && more.dropped.isEmpty()) {
        return new Counts(
            stored + more.stored, repeated + more.repeated, dead + more.dead, dropped);
      }
      Map<String, Long> all = new HashMap<>(dropped);
      more.dropped.forEach((reason, n) -> all.merge(reason, n, Long::sum));
      return new Counts(
          stored + more.stored, repeated + more.repeated, dead + more.dead, Map.copyOf(all));
    }
  }

  private final Map<Source, Counts> bySource = new EnumMap<>(Source.class);

  /**
   * Notes deliveries that were placed.
   *
   * @param news those of their events that were neither stored nor pending; the others are repeats
   */
  void placed(List<LogBatch> deliveries, List<ScannedEvent> news) {
    for (LogBatch batch : deliveries) {
      add(batch.source(), new Counts(0, batch.events().size(), 0, Map.of()));
    }
    Map<Source, Integer> placed = new EnumMap<>(Source.class);
    news.forEach(event -> placed.merge(event.source(), 1, Integer::sum));
    placed.forEach((source, n) -> add(source, new Counts(n, -n, 0, Map.of())));
  }

  /** Notes that some of the events placed were beyond the limits of their trail. */
  void refused(Source source, long events) {
    add(source, new Counts(-events, 0, 0, dropped(TRAIL_LIMIT, events)));
  }

  /** Notes that some of the events placed could not be stored, and are a dead letter now. */
  void storedAsLetter(Source source, long events) {
    add(source, new Counts(-events, 0, events, Map.of()));
  }

  /** Notes events that are a dead letter now. */
  void dead(Source source, long events) {
    add(source, new Counts(0, 0, events, Map.of()));
  }

  void logResult() {
    add(Source.LOG_RESULT, new Counts(1, 0, 0, Map.of()));
  }

  void dead(Source source) {
    dead(source, 1);
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
