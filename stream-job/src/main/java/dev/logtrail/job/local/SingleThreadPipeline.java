package dev.logtrail.job.local;

import dev.logtrail.job.assemble.AssembleSettings;
import dev.logtrail.job.assemble.AssembleStage;
import dev.logtrail.job.assemble.DecodePayload;
import dev.logtrail.job.record.JobRecord;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.trail.Delivery;
import org.apache.flink.util.Collector;

/**
 * The job's stages one after the other on the caller's thread: no Flink, no inbox. What the job
 * costs is measured against this.
 */
public final class SingleThreadPipeline implements AutoCloseable {
  private static final long NOTHING = Long.MIN_VALUE;

  private final AssembleStage stage;
  private final DecodePayload decoder = new DecodePayload();
  private final StageCollector collector = new StageCollector();
  private long waitingSinceMs = NOTHING;

  /** A pipeline that stores with {@code writer}, and closes it in the end. */
  public SingleThreadPipeline(TrailWriter writer, AssembleSettings settings) {
    this.stage = new AssembleStage(writer, settings);
    decoder.open(null);
  }

  /**
   * Takes one delivery; stores by the job's rule: when many changed trails have gathered, or the
   * oldest has waited long enough.
   */
  public void take(Delivery delivery, long nowMs) {
    collector.nowMs = nowMs;
    decoder.flatMap(delivery, collector);
    if (!stage.isPending()) {
      waitingSinceMs = NOTHING;
    } else if (waitingSinceMs == NOTHING) {
      waitingSinceMs = nowMs;
    } else if (nowMs - waitingSinceMs >= stage.flushAfterMs()) {
      flush();
    }
  }

  private final class StageCollector implements Collector<JobRecord> {
    private long nowMs;

    @Override
    public void collect(JobRecord record) {
      stage.take(record, nowMs);
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  /** Stores what waits. */
  public void flush() {
    stage.flush();
    waitingSinceMs = NOTHING;
  }

  /** Transactions so far. */
  public long flushes() {
    return stage.flushes();
  }

  @Override
  public void close() {
    decoder.close();
    stage.close();
  }
}
