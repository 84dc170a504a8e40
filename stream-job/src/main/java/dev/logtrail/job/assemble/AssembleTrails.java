package dev.logtrail.job.assemble;

import dev.logtrail.job.database.TrailWriterFactory;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * The keyed stage: attributes deliveries, assembles trails and stores them.
 *
 * <p>It flushes when the oldest changed trail has waited long enough, when many have gathered, and
 * at each checkpoint, so that at every checkpoint everything read is in the store. It flushes on
 * its own thread: the next flush never begins before the last has committed, and a slow database
 * slows the sources down.
 *
 * <p>It has no Flink state: what it remembers is a cache of the store.
 */
public final class AssembleTrails extends AbstractStreamOperator<Void>
    implements OneInputStreamOperator<JobRecord, Void>, BoundedOneInput {
  private static final long serialVersionUID = 1L;
  private static final long SWEEP_MS = 30_000;

  private final TrailWriterFactory factory;
  private final JobSettings settings;
  private transient AssembleStage assembly;
  private transient boolean flushTimer;
  private transient boolean sweepTimer;
  private transient Counter events;

  public AssembleTrails(TrailWriterFactory factory, JobSettings settings) {
    this.factory = factory;
    this.settings = settings;
  }

  @Override
  public void open() throws Exception {
    super.open();
    assembly = new AssembleStage(factory.open(), settings);
    StreamAssembler assembler = assembly.assembler();
    MetricGroup group = getMetricGroup();
    events = group.counter("logtrail_events");
    group.gauge("logtrail_streams", assembler::streamCount);
    group.gauge("logtrail_repairs", assembler::repairs);
    group.gauge("logtrail_repeats", assembler::repeats);
    group.gauge("logtrail_uncertain_repairs", assembler::uncertain);
    group.gauge("logtrail_flushes", assembly::flushes);
  }

  @Override
  public void processElement(StreamRecord<JobRecord> element) {
    JobRecord work = element.getValue();
    if (work.kind == JobRecord.BATCH) {
      events.inc(work.ids.length);
      armSweep();
    }
    assembly.take(work, now());
    if (assembly.isPending()) {
      armFlush();
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    assembly.flush();
  }

  @Override
  public void endInput() {
    assembly.flush();
  }

  @Override
  public void close() throws Exception {
    try {
      super.close();
    } finally {
      if (assembly != null) {
        assembly.close();
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
              now() + settings.flushAfter().toMillis(),
              time -> {
                flushTimer = false;
                assembly.flush();
              });
    }
  }

  private void armSweep() {
    if (!sweepTimer) {
      sweepTimer = true;
      getProcessingTimeService().registerTimer(now() + SWEEP_MS, time -> sweep());
    }
  }

  private void sweep() {
    sweepTimer = false;
    assembly.sweep(now());
    if (streamCount() > 0) {
      armSweep();
    }
  }

  /** Streams in memory: for tests that nothing is left. */
  int streamCount() {
    return assembly.assembler().streamCount();
  }
}
