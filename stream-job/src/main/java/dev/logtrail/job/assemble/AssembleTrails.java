package dev.logtrail.job.assemble;

import dev.logtrail.job.record.JobRecord;
import dev.logtrail.job.record.JobRecord.EventBatch;
import dev.logtrail.store.TrailWriter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.function.SerializableSupplier;

/**
 * The keyed stage: attributes deliveries, assembles trails and stores them.
 *
 * <p>It flushes when the last flush is long enough ago, when many trails have gathered, and at each
 * checkpoint, so that at every checkpoint everything read is in the store. It flushes on its own
 * thread: the next flush never begins before the last has committed, and a slow database slows the
 * sources down.
 *
 * <p>It has no Flink state: what it remembers is a cache of the store.
 */
public final class AssembleTrails extends AbstractStreamOperator<Void>
    implements OneInputStreamOperator<JobRecord, Void>, BoundedOneInput {
  private static final long serialVersionUID = 1L;
  private static final long SWEEP_MS = 30_000;

  /** What comes within this time after the first goes into the same flush, ms. */
  private static final long GATHER_MS = 5;

  private final SerializableSupplier<TrailWriter> writers;
  private final AssembleSettings settings;
  private transient AssembleStage stage;
  private transient boolean flushTimer;
  private transient long flushedAt; // Processing time of the last flush by the timer.
  private transient boolean sweepTimer;
  private transient Counter events;

  public AssembleTrails(SerializableSupplier<TrailWriter> writers, AssembleSettings settings) {
    this.writers = writers;
    this.settings = settings;
  }

  @Override
  public void open() throws Exception {
    super.open();
    stage = new AssembleStage(writers.get(), settings);
    StreamAssembler assembler = stage.assembler();
    MetricGroup group = getMetricGroup();
    events = group.counter("logtrail_events");
    group.gauge("logtrail_streams", assembler::streamCount);
    group.gauge("logtrail_repairs", assembler::repairs);
    group.gauge("logtrail_repairs_in_memory", assembler::repairsInMemory);
    group.gauge("logtrail_repeats", assembler::repeats);
    group.gauge("logtrail_uncertain_repairs", assembler::uncertain);
    group.gauge("logtrail_flushes", stage::flushes);
  }

  @Override
  public void processElement(StreamRecord<JobRecord> element) {
    JobRecord record = element.getValue();
    if (record instanceof EventBatch delivered) {
      events.inc(delivered.batch().events().size());
      armSweep();
    }
    stage.take(record, now());
    if (stage.isPending()) {
      armFlush();
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    stage.flush();
  }

  @Override
  public void endInput() {
    stage.flush();
  }

  @Override
  public void close() throws Exception {
    try {
      super.close();
    } finally {
      if (stage != null) {
        stage.close();
      }
    }
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }

  private void armFlush() {
    if (!flushTimer) {
      flushTimer = true;
      getProcessingTimeService()
          .registerTimer(
              flushAt(now()),
              time -> {
                flushTimer = false;
                stage.flush();
                flushedAt = now();
              });
    }
  }

  /**
   * When what has just come is stored: as long after the last flush as a trail may wait, so that a
   * busy task writes short trails once, but soon where that was long ago.
   */
  private long flushAt(long now) {
    long atMost = stage.flushAfterMs();
    long sinceLast = now - flushedAt; // Below 0 if the clock was set back.
    long wait = sinceLast < 0 ? atMost : Math.max(GATHER_MS, atMost - sinceLast);
    return now + Math.min(atMost, wait);
  }

  private void armSweep() {
    if (!sweepTimer) {
      sweepTimer = true;
      getProcessingTimeService().registerTimer(now() + SWEEP_MS, time -> sweep());
    }
  }

  private void sweep() {
    sweepTimer = false;
    stage.sweep(now());
    if (streamCount() > 0) {
      armSweep();
    }
  }

  /** Streams in memory: for tests that nothing is left. */
  int streamCount() {
    return stage.assembler().streamCount();
  }
}
