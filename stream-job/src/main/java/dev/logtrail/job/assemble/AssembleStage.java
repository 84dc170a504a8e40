package dev.logtrail.job.assemble;

import dev.logtrail.job.record.JobRecord;
import dev.logtrail.job.record.JobRecord.DroppedCount;
import dev.logtrail.job.record.JobRecord.EventBatch;
import dev.logtrail.job.record.JobRecord.InvocationResult;
import dev.logtrail.job.record.JobRecord.UnreadableRecord;
import dev.logtrail.limit.ByteShare;
import dev.logtrail.limit.MemoryBudgets;
import dev.logtrail.store.TrailWriter;

/**
 * The keyed stage without its host: takes decoded records and keeps what the next transaction will
 * store. One thread.
 */
public final class AssembleStage implements AutoCloseable {
  private static final long LONGEST_WAIT_MS = 500;

  private final AssembleSettings settings;
  private final TrailWriter writer;
  private final PendingFlush pending;
  private final StreamAssembler assembler;

  private long lastFlushMs;

  /** What waits to be stored, as far as its text goes. */
  private final ByteShare waiting = MemoryBudgets.ofThisProcess().drafts().share();

  public AssembleStage(TrailWriter writer, AssembleSettings settings) {
    this.settings = settings;
    this.writer = writer;
    this.pending = new PendingFlush(writer);
    this.assembler =
        new StreamAssembler(writer, pending, settings.limits(), settings.conventions());
  }

  /** Takes a record; flushes when many changed trails have gathered, or large ones. */
  public void take(JobRecord record, long nowMs) {
    boolean fits = waiting.tryGrow(textBytes(record));
    JobProgress progress = JobProgress.here();
    if (record instanceof EventBatch events) {
      assembler.take(events.batch(), nowMs);
      progress.took(events.batch(), nowMs);
    } else if (record instanceof InvocationResult result) {
      pending.add(result.invocation());
      pending.counts().logResult();
      progress.tookInvocation(nowMs);
    } else if (record instanceof UnreadableRecord unreadable) {
      pending.add(unreadable.letter());
      pending.counts().dead(unreadable.letter().source());
    } else if (record instanceof DroppedCount dropped) {
      pending.drop(dropped.reason(), dropped.count());
      pending.counts().dropped(dropped.source(), dropped.reason(), dropped.count());
    }
    boolean many = pending.size() + assembler.waitingDeliveries() >= settings.flushTrails();
    if (!fits || many) {
      flush();
    }
  }

  /** About what a record's texts take in memory. */
  private static long textBytes(JobRecord record) {
    if (record instanceof EventBatch events) {
      return events.batch().events().stream()
          .mapToLong(
              e -> Segments.EVENT_OVERHEAD_BYTES + e.id().length() + 2L * e.message().length())
          .sum();
    }
    return record instanceof UnreadableRecord unreadable ? unreadable.letter().body().length : 0;
  }

  /**
   * How long the oldest of what waits may wait until it is stored, ms. Usually the settings' time;
   * when flushes take long, longer, so that storing takes a third of the time at most: then more
   * comes together in each, rows are written less often, and what is behind is caught up with.
   */
  public long flushAfterMs() {
    long usual = settings.flushAfter().toMillis();
    return Math.max(usual, Math.min(LONGEST_WAIT_MS, 2 * lastFlushMs));
  }

  /** Whether something waits to be stored. */
  public boolean isPending() {
    return !pending.isEmpty() || assembler.waitingDeliveries() > 0;
  }

  /** Stores what waits; returns when that has committed. */
  public void flush() {
    long began = System.nanoTime();
    assembler.flush();
    lastFlushMs = (System.nanoTime() - began) / 1_000_000;
    waiting.close();
  }

  /** Forgets quiet streams. */
  void sweep(long nowMs) {
    flush();
    assembler.dropIdle(nowMs, settings.dropAfter().toMillis());
  }

  StreamAssembler assembler() {
    return assembler;
  }

  public long flushes() {
    return pending.flushes();
  }

  @Override
  public void close() {
    waiting.close();
    assembler.close();
    writer.close();
  }
}
