package dev.logtrail.job;

import dev.logtrail.job.assemble.AssembleStage;
import dev.logtrail.job.assemble.DecodePayload;
import dev.logtrail.job.assemble.JobRecord;
import dev.logtrail.job.assemble.JobSettings;
import dev.logtrail.job.database.TrailWriterFactory;
import dev.logtrail.trail.Delivery;
import org.apache.flink.util.Collector;

/**
 * The job's stages in a plain loop on the caller's thread: no Flink, no inbox. What the job costs
 * is measured against this.
 */
public final class SingleThreadPipeline implements AutoCloseable {
  private static final long NOTHING = Long.MIN_VALUE;

  private final JobSettings settings;
  private final AssembleStage assembly;
  private final DecodePayload decoder = new DecodePayload();
  private final Taker taker = new Taker();
  private long waitingSinceMs = NOTHING;

  /** A loop with a writer of its own. */
  public SingleThreadPipeline(TrailWriterFactory store, JobSettings settings) {
    this.settings = settings;
    this.assembly = new AssembleStage(store.open(), settings);
    decoder.open(null);
  }

  /**
   * Takes one delivery; stores by the job's rule: when many changed trails have gathered, or the
   * oldest has waited long enough.
   */
  public void take(Delivery delivery, long nowMs) {
    taker.nowMs = nowMs;
    decoder.flatMap(delivery, taker);
    if (!assembly.isPending()) {
      waitingSinceMs = NOTHING;
    } else if (waitingSinceMs == NOTHING) {
      waitingSinceMs = nowMs;
    } else if (nowMs - waitingSinceMs >= settings.flushAfter().toMillis()) {
      flush();
    }
  }

  private final class Taker implements Collector<JobRecord> {
    private long nowMs;

    @Override
    public void collect(JobRecord work) {
      assembly.take(work, nowMs);
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  /** Stores what waits. */
  public void flush() {
    assembly.flush();
    waitingSinceMs = NOTHING;
  }

  /** Transactions so far. */
  public long flushes() {
    return assembly.flushes();
  }

  @Override
  public void close() {
    decoder.close();
    assembly.close();
  }
}
