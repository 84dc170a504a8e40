package dev.logtrail.job.assemble;

import dev.logtrail.store.TrailWriter;
import dev.logtrail.trail.LogBatch;

/**
 * The keyed stage without its host: takes decoded work and keeps what the next transaction will
 * store. One thread.
 */
public final class AssembleStage implements AutoCloseable {
  private final JobSettings settings;
  private final TrailWriter writer;
  private final PendingFlush pending;
  private final StreamAssembler assembler;

  public AssembleStage(TrailWriter writer, JobSettings settings) {
    this.settings = settings;
    this.writer = writer;
    this.pending = new PendingFlush(writer);
    this.assembler =
        new StreamAssembler(writer, pending, settings.limits(), settings.conventions());
  }

  /** Takes a piece of work; flushes when many changed trails have gathered. */
  public void take(JobRecord work, long nowMs) {
    switch (work.kind) {
      case JobRecord.BATCH -> {
        LogBatch batch = work.batch();
        assembler.take(batch, nowMs);
        JobProgress.here().took(batch, nowMs);
      }
      case JobRecord.INVOCATION -> {
        pending.add(work.invocation());
        JobProgress.here().tookInvocation(nowMs);
      }
      case JobRecord.REJECTED -> {
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
    }
  }

  /** Whether something waits to be stored. */
  public boolean isPending() {
    return !pending.isEmpty();
  }

  /** Stores what waits, in one transaction; returns when that has committed. */
  public void flush() {
    pending.flush();
  }

  /** Forgets quiet streams. */
  void sweep(long nowMs) {
    pending.flush();
    assembler.dropIdle(nowMs, settings.dropAfter().toMillis(), settings.maxStreams());
  }

  StreamAssembler assembler() {
    return assembler;
  }

  public long flushes() {
    return pending.flushes();
  }

  @Override
  public void close() {
    writer.close();
  }
}
