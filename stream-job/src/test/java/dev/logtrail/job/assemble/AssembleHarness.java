package dev.logtrail.job.assemble;

import dev.logtrail.job.record.JobRecord;
import dev.logtrail.store.fake.FakeTrailStore;
import dev.logtrail.trail.LogBatch;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/**
 * The keyed stage in Flink's own harness, on a store in memory. Its clock stands still until told
 * otherwise.
 */
@SuppressWarnings("try") // Flink declares close() so
final class AssembleHarness implements AutoCloseable {
  /** The factory is serialized with the operator: it can only reach what is static. */
  private static FakeTrailStore opened;

  private final AssembleTrails operator;
  private final KeyedOneInputStreamOperatorTestHarness<String, JobRecord, Void> flink;
  private long checkpoints;

  private AssembleHarness(FakeTrailStore store, AssembleSettings settings) throws Exception {
    opened = store;
    operator = new AssembleTrails(() -> opened.openWriter(), settings);
    flink = new KeyedOneInputStreamOperatorTestHarness<>(operator, JobRecord::key, Types.STRING);
  }

  /** The stage, begun from a checkpoint, or with nothing if that is null. */
  static AssembleHarness open(
      FakeTrailStore store, AssembleSettings settings, OperatorSubtaskState checkpoint)
      throws Exception {
    AssembleHarness harness = new AssembleHarness(store, settings);
    harness.flink.setup();
    harness.flink.initializeState(checkpoint);
    harness.flink.open();
    return harness;
  }

  void take(List<LogBatch> deliveries) throws Exception {
    for (LogBatch delivery : deliveries) {
      take(new JobRecord.EventBatch(delivery));
    }
  }

  void take(JobRecord record) throws Exception {
    flink.processElement(new StreamRecord<>(record));
  }

  /** A checkpoint, as a task makes it: first what comes before the barrier. */
  OperatorSubtaskState checkpoint() throws Exception {
    flink.prepareSnapshotPreBarrier(++checkpoints);
    return flink.snapshot(checkpoints, flink.getProcessingTime());
  }

  void endInput() throws Exception {
    flink.endInput();
  }

  /** Lets so much time go by; every timer fires that is due, at its time. */
  void pass(long ms) throws Exception {
    flink.setProcessingTime(flink.getProcessingTime() + ms);
  }

  /** Timers that have yet to fire, of every kind. */
  int timers() {
    return flink.getProcessingTimeService().getNumActiveTimers()
        + flink.numProcessingTimeTimers()
        + flink.numEventTimeTimers();
  }

  /** Entries of keyed state. */
  int stateEntries() {
    return flink.numKeyedStateEntries();
  }

  /** Streams in the operator's memory. */
  int streams() {
    return operator.streamCount();
  }

  @Override
  public void close() throws Exception {
    flink.close();
  }
}
