package dev.logtrail.job.inbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** An enumerator's surroundings without a job: notes what is assigned to whom. */
final class EnumeratorContext implements SplitEnumeratorContext<InboxSplit> {
  /** Splits in the order in which they were assigned, with the reader's subtask. */
  final List<Map.Entry<Integer, InboxSplit>> assigned = new ArrayList<>();

  private final int parallelism;
  private Runnable periodic;
  private final Map<Integer, ReaderInfo> readers = new HashMap<>();

  EnumeratorContext(int parallelism) {
    this.parallelism = parallelism;
  }

  /** Writers that were assigned to a reader, in order. */
  List<Integer> writersOf(int subtask) {
    return assigned.stream()
        .filter(one -> one.getKey() == subtask)
        .map(one -> one.getValue().writer())
        .toList();
  }

  void register(int subtask) {
    readers.put(subtask, new ReaderInfo(subtask, "here"));
  }

  void unregister(int subtask) {
    readers.remove(subtask);
  }

  @Override
  public Map<Integer, ReaderInfo> registeredReaders() {
    return readers;
  }

  @Override
  public void assignSplits(SplitsAssignment<InboxSplit> assignment) {
    assignment
        .assignment()
        .forEach(
            (subtask, splits) -> splits.forEach(split -> assigned.add(Map.entry(subtask, split))));
  }

  @Override
  public SplitEnumeratorMetricGroup metricGroup() {
    return UnregisteredMetricsGroup.createSplitEnumeratorMetricGroup();
  }

  @Override
  public int currentParallelism() {
    return parallelism;
  }

  @Override
  public void sendEventToSourceReader(int subtask, SourceEvent event) {
    throw new UnsupportedOperationException("this enumerator sends no events");
  }

  @Override
  public void signalNoMoreSplits(int subtask) {
    throw new AssertionError("the inbox never ends");
  }

  @Override
  public <T> void callAsync(Callable<T> call, BiConsumer<T, Throwable> handler) {
    T found;
    try {
      found = call.call();
    } catch (Exception e) {
      handler.accept(null, e);
      return;
    }
    handler.accept(found, null);
  }

  @Override
  public <T> void callAsync(
      Callable<T> call, BiConsumer<T, Throwable> handler, long delayMs, long periodMs) {
    periodic = () -> callAsync(call, handler);
  }

  /** What a second does. */
  void aSecondLater() {
    periodic.run();
  }

  @Override
  public void runInCoordinatorThread(Runnable runnable) {
    runnable.run();
  }
}
