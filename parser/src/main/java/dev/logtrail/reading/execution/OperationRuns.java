package dev.logtrail.reading.execution;

import dev.logtrail.trail.Entry;
import dev.logtrail.trail.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers the operations of an execution, line by line in order. */
final class OperationRuns {
  private final Map<String, Run> runs = new LinkedHashMap<>();

  private static final class Run {
    private String name;
    private String parentId;
    private int attempts = 1;
    private boolean failed;
    private int errors;
    private Long startedAt;
    private Long endedAt;
    private final List<String> requestIds = new ArrayList<>();
  }

  /** Takes a record of an operation's logger. */
  void add(DurableRecord record, Entry entry, String requestId) {
    Run run = runs.computeIfAbsent(record.operationId(), id -> new Run());
    run.name = run.name == null ? record.operationName() : run.name;
    run.parentId = run.parentId == null ? record.parentId() : run.parentId;
    if (record.attempt() > run.attempts) {
      run.attempts = record.attempt();
      run.failed = false;
    }
    boolean error =
        entry.exception() != null || entry.level() != null && entry.level().atLeast(Level.ERROR);
    run.errors += error ? 1 : 0;
    run.failed |= error && record.attempt() == run.attempts;
    run.startedAt = run.startedAt == null ? entry.timestamp() : run.startedAt;
    run.endedAt = entry.timestamp() == null ? run.endedAt : entry.timestamp();
    if (run.requestIds.isEmpty()
        || !run.requestIds.get(run.requestIds.size() - 1).equals(requestId)) {
      run.requestIds.add(requestId);
    }
  }

  List<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    runs.forEach(
        (id, r) ->
            all.add(
                new Operation(
                    id,
                    r.name,
                    r.parentId,
                    r.attempts,
                    r.failed ? Operation.State.FAILED : Operation.State.RAN,
                    r.errors,
                    r.startedAt,
                    r.endedAt,
                    r.requestIds)));
    return all;
  }
}
