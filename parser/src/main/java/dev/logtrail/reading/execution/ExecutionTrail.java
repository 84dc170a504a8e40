package dev.logtrail.reading.execution;

import dev.logtrail.trail.Execution;
import dev.logtrail.trail.Trail;
import java.util.List;

/**
 * An execution as its requests and its status changes tell it.
 *
 * @param execution which one
 * @param status RUNNING, SUCCEEDED, FAILED, TIMED_OUT, STOPPED or what AWS adds; null if no status
 *     change came
 * @param startedAt epoch ms: of the status change, else of the first request; null if not known
 * @param endedAt epoch ms of the status change that ended it; null if none came
 * @param steps its requests, by start
 * @param endWaitedMs how long it was suspended before it ended; null if it did not end, or while a
 *     request ran
 * @param operations what its requests did, as the loggers of durable SDKs tell; by first line
 * @param changes its status changes, by time
 */
public record ExecutionTrail(
    Execution execution,
    String status,
    Long startedAt,
    Long endedAt,
    List<Step> steps,
    Long endWaitedMs,
    List<Operation> operations,
    List<StatusAt> changes) {
  public ExecutionTrail {
    steps = List.copyOf(steps);
    operations = List.copyOf(operations);
    changes = List.copyOf(changes);
  }

  /**
   * One request.
   *
   * @param trail its trail; entries that repeat those of earlier requests stand there, not here
   * @param place which of the trails given it is, from 0
   * @param waitedMs how long the execution was suspended, or no request of it ran, before this one;
   *     null for the first
   * @param operations ids of the operations that wrote lines in it, by first line
   * @param replayed how many of its entries repeat those of earlier requests
   */
  public record Step(Trail trail, int place, Long waitedMs, List<String> operations, int replayed) {
    public Step {
      operations = List.copyOf(operations);
    }
  }

  /**
   * A status change.
   *
   * @param at epoch ms when it was reached, or null
   * @param startedAt epoch ms when the execution started, as the change tells; or null
   */
  public record StatusAt(String status, Long at, Long startedAt) {}

  /** How often it was suspended, or no request of it ran. */
  public int waits() {
    long between = steps.stream().filter(s -> s.waitedMs() != null && s.waitedMs() > 0).count();
    return (int) between + (endWaitedMs != null && endWaitedMs > 0 ? 1 : 0);
  }

  /** How long it was suspended in all, ms. */
  public long waitedMs() {
    long between = steps.stream().filter(s -> s.waitedMs() != null).mapToLong(Step::waitedMs).sum();
    return between + (endWaitedMs == null ? 0 : endWaitedMs);
  }

  /** Entries of all requests that repeat others. */
  public int replayed() {
    return steps.stream().mapToInt(Step::replayed).sum();
  }
}
