package dev.logtrail.job;

import dev.logtrail.store.TrailWriter;
import dev.logtrail.trail.LogBatch;
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
    implements OneInputStreamOperator<Work, Void>, BoundedOneInput {
  private static final long serialVersionUID = 1L;
  private static final long SWEEP_MS = 30_000;

  private final TrailWriterFactory factory;
  private final JobSettings settings;
  private transient TrailWriter writer;
  private transient PendingFlush pending;
  private transient StreamAssembler assembler;
  private transient boolean flushTimer;
  private transient boolean sweepTimer;
  private transient Counter events;

  AssembleTrails(TrailWriterFactory factory, JobSettings settings) {
    this.factory = factory;
    this.settings = settings;
  }

  @Override
  public void open() throws Exception {
    super.open();
    writer = factory.open();
    pending = new PendingFlush(writer);
    assembler = new StreamAssembler(writer, pending, settings.limits(), settings.conventions());
    MetricGroup group = getMetricGroup();
    events = group.counter("logtrail_events");
    group.gauge("logtrail_streams", assembler::streamCount);
    group.gauge("logtrail_repairs", assembler::repairs);
    group.gauge("logtrail_repeats", assembler::repeats);
    group.gauge("logtrail_uncertain_repairs", assembler::uncertain);
    group.gauge("logtrail_flushes", pending::flushes);
  }

  @Override
  public void processElement(StreamRecord<Work> element) {
    Work work = element.getValue();
    switch (work.kind) {
      case Work.BATCH -> {
        events.inc(work.ids.length);
        LogBatch batch = work.batch();
        assembler.take(batch, now());
        JobProgress.here().took(batch, now());
        armSweep();
      }
      case Work.INVOCATION -> {
        pending.add(work.invocation());
        JobProgress.here().tookInvocation(now());
      }
      case Work.REJECTED -> {
        pending.add(work.deadLetter());
        JobProgress.here().deadLetter(work.from());
      }
      default -> {
        pending.drop(work.reason, work.count);
        JobProgress.here().dropped(work.from(), work.reason, work.count);
      }
    }
    if (pending.size() >= settings.flushTrails()) {
      pending.flush();
    } else if (!pending.isEmpty()) {
      armFlush();
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    pending.flush();
  }

  @Override
  public void endInput() {
    pending.flush();
  }

  @Override
  public void close() throws Exception {
    try {
      super.close();
    } finally {
      if (writer != null) {
        writer.close();
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
                pending.flush();
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
    pending.flush();
    assembler.dropIdle(now(), settings.dropAfter().toMillis(), settings.maxStreams());
    if (assembler.streamCount() > 0) {
      armSweep();
    }
  }

  /** Streams in memory: for tests that nothing is left. */
  int streamCount() {
    return assembler.streamCount();
  }
}
