package dev.logtrail.job.assemble;

import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.Source;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

/**
 * What the tasks of this process have taken in and stored, by source. One per process, so that a
 * program which holds both job and API can tell how far behind it is. Thread-safe.
 */
public final class JobProgress {
  private static final JobProgress HERE = new JobProgress();
  private static final long WINDOW_MS = 60_000;

  private final Map<Source, Counts> counts = new EnumMap<>(Source.class);

  private JobProgress() {}

  /** This process's. */
  public static JobProgress here() {
    return HERE;
  }

  /**
   * How one source is doing.
   *
   * @param lastEventAt epoch ms of the newest event, or null
   * @param lagMs ms between the last delivery's newest event and its being taken, or null
   * @param eventsPerSecond over the last minute
   * @param received events since the start; those stored, repeated, dead and dropped together
   * @param stored events that were not in the store before
   * @param repeated events that were
   * @param dropped events dropped, by reason
   * @param deadLetters records that could not be read
   */
  public record Snapshot(
      Long lastEventAt,
      Long lagMs,
      double eventsPerSecond,
      long received,
      long stored,
      long repeated,
      Map<String, Long> dropped,
      long deadLetters) {}

  private static final class Counts {
    private Long lastEventAt;
    private Long lagMs;
    private EventCounts.Counts committed = EventCounts.Counts.NONE;
    private final Deque<long[]> recent = new ArrayDeque<>();

    private void forget(long nowMs) {
      while (!recent.isEmpty() && recent.peekFirst()[0] < nowMs - WINDOW_MS) {
        recent.removeFirst();
      }
    }
  }

  synchronized void took(LogBatch batch, long nowMs) {
    long newest = batch.events().stream().mapToLong(LogEvent::timestamp).max().orElse(nowMs);
    Counts of = of(batch.source());
    of.lastEventAt = of.lastEventAt == null ? newest : Math.max(of.lastEventAt, newest);
    of.lagMs = Math.max(0, nowMs - newest);
    count(of, batch.events().size(), nowMs);
  }

  synchronized void tookInvocation(long nowMs) {
    Counts of = of(Source.LOG_RESULT);
    of.lastEventAt = nowMs;
    count(of, 1, nowMs);
  }

  /** Adds what a transaction has committed. */
  synchronized void committed(Source source, EventCounts.Counts more) {
    Counts of = of(source);
    of.committed = of.committed.plus(more);
  }

  private Counts of(Source source) {
    return counts.computeIfAbsent(source, s -> new Counts());
  }

  private static void count(Counts of, int events, long nowMs) {
    long second = nowMs - nowMs % 1_000;
    long[] last = of.recent.peekLast();
    if (last != null && last[0] == second) {
      last[1] += events;
    } else {
      of.recent.addLast(new long[] {second, events});
    }
    of.forget(nowMs);
  }

  /** Every source that brought anything since the start. */
  public synchronized Map<Source, Snapshot> snapshot(long nowMs) {
    Map<Source, Snapshot> all = new EnumMap<>(Source.class);
    counts.forEach(
        (source, of) -> {
          of.forget(nowMs);
          double recent = of.recent.stream().mapToLong(second -> second[1]).sum();
          all.put(
              source,
              new Snapshot(
                  of.lastEventAt,
                  of.lagMs,
                  recent * 1_000 / WINDOW_MS,
                  of.committed.received(),
                  of.committed.stored(),
                  of.committed.repeated(),
                  of.committed.dropped(),
                  of.committed.dead()));
        });
    return all;
  }
}
