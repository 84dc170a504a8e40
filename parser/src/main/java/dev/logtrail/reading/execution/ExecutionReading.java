package dev.logtrail.reading.execution;

import dev.logtrail.reading.execution.ExecutionTrail.StatusAt;
import dev.logtrail.reading.execution.ExecutionTrail.Step;
import dev.logtrail.text.TimeText;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.Execution;
import dev.logtrail.trail.Trail;
import dev.logtrail.trail.TrailHeader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Reads an execution from the trails of its requests and of its own stream. Pure. */
public final class ExecutionReading {
  private static final String RUNNING = "RUNNING";

  private ExecutionReading() {}

  /**
   * The execution that trails tell.
   *
   * @param execution which one
   * @param trails all trails that name it, with entries, in any order: those of requests, and
   *     environment trails of the execution's own stream
   */
  public static ExecutionTrail read(Execution execution, List<Trail> trails) {
    List<Integer> requests = new ArrayList<>();
    List<StatusAt> changes = new ArrayList<>();
    for (int i = 0; i < trails.size(); i++) {
      Trail trail = trails.get(i);
      if (!trail.header().key().isEnvironment()) {
        requests.add(i);
      } else {
        trail.entries().forEach(e -> change(e, changes));
      }
    }
    requests.sort(
        Comparator.comparing(
            (Integer i) -> trails.get(i).header().startedAt(),
            Comparator.nullsLast(Comparator.naturalOrder())));
    changes.sort(
        Comparator.comparing(StatusAt::at, Comparator.nullsFirst(Comparator.naturalOrder())));
    return read(execution, trails, requests, changes);
  }

  private static ExecutionTrail read(
      Execution execution, List<Trail> trails, List<Integer> requests, List<StatusAt> changes) {
    ReplayFold fold = new ReplayFold();
    OperationRuns runs = new OperationRuns();
    List<List<String>> operations = new ArrayList<>();
    boolean durable = execution.kind() == Execution.Kind.DURABLE;
    for (int i : requests) {
      Trail trail = trails.get(i);
      String id = trail.header().key().requestId();
      List<DurableRecord> records = new ArrayList<>();
      Set<String> own = new LinkedHashSet<>();
      for (Entry entry : trail.entries()) {
        DurableRecord record = durable ? DurableRecord.of(entry, execution) : null;
        records.add(record);
        if (record != null && record.operationId() != null) {
          runs.add(record, entry, id);
          own.add(record.operationId());
        }
      }
      operations.add(List.copyOf(own));
      if (durable) {
        fold.add(trail.entries(), records, id);
      }
    }
    List<Step> steps = new ArrayList<>();
    Long until = null;
    for (int n = 0; n < requests.size(); n++) {
      Trail trail = trails.get(requests.get(n));
      TrailHeader header = trail.header();
      Trail shown = durable ? new Trail(header, fold.entries(n), trail.invocation()) : trail;
      steps.add(
          new Step(
              shown,
              requests.get(n),
              n == 0 ? null : between(until, header.startedAt()),
              operations.get(n),
              durable ? fold.folded(n) : 0));
      until = later(until, header.endedAt() == null ? header.lastEventAt() : header.endedAt());
    }
    return whole(execution, steps, until, runs.operations(), changes);
  }

  private static ExecutionTrail whole(
      Execution execution,
      List<Step> steps,
      Long lastEnd,
      List<Operation> operations,
      List<StatusAt> changes) {
    StatusAt end =
        changes.stream().filter(c -> !c.status().equals(RUNNING)).reduce((a, b) -> b).orElse(null);
    String status = end != null ? end.status() : changes.isEmpty() ? null : RUNNING;
    Long told =
        changes.stream()
            .map(StatusAt::startedAt)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null);
    Long first = steps.isEmpty() ? null : steps.get(0).trail().header().startedAt();
    Long endedAt = end == null ? null : end.at();
    Long waited = steps.isEmpty() ? null : between(lastEnd, endedAt);
    return new ExecutionTrail(
        execution,
        status,
        told == null ? first : told,
        endedAt,
        steps,
        waited == null || waited == 0 || isAnswered(status) ? null : waited,
        operations,
        changes);
  }

  /** A request answers with the end of these; a moment later the status is reached. */
  private static boolean isAnswered(String status) {
    return "SUCCEEDED".equals(status) || "FAILED".equals(status);
  }

  private static Long between(Long end, Long start) {
    return end == null || start == null ? null : Long.valueOf(Math.max(0, start - end));
  }

  private static Long later(Long a, Long b) {
    return a == null ? b : b == null ? a : Long.valueOf(Math.max(a, b));
  }

  private static void change(Entry entry, List<StatusAt> changes) {
    if (entry.fields() == null || !(entry.fields().get("detail") instanceof Map<?, ?> detail)) {
      return;
    }
    if (!(detail.get("status") instanceof String status)) {
      return;
    }
    Long start = time(detail.get("startTimestamp"));
    Long at = status.equals(RUNNING) ? start : time(detail.get("endTimestamp"));
    changes.add(new StatusAt(status, at == null ? entry.timestamp() : at, start));
  }

  private static Long time(Object value) {
    return value instanceof String text ? TimeText.epochMs(text) : null;
  }
}
