package dev.logtrail.limit;

import java.time.Duration;

/**
 * What one piece of work holds of a {@link ByteBudget}: it grows and shrinks as the work does, and
 * gives all back when it is closed. Thread-safe.
 */
public final class ByteShare implements AutoCloseable {
  private final ByteBudget budget;
  private long bytes;

  ByteShare(ByteBudget budget) {
    this.budget = budget;
  }

  /** Grows at once or not at all; false if there is no room. */
  public boolean tryGrow(long more) {
    return grown(budget.tryTake(more), more);
  }

  /**
   * Grows, waiting for room.
   *
   * @return false if there was none in time
   * @throws InterruptedException if the thread was interrupted while it waited
   */
  public boolean grow(long more, Duration patience) throws InterruptedException {
    return grown(budget.take(more, patience), more);
  }

  private synchronized boolean grown(boolean granted, long more) {
    bytes += granted ? more : 0;
    return granted;
  }

  /** Gives some of it back; never more than it holds. */
  public synchronized void shrink(long less) {
    long given = Math.min(less, bytes);
    bytes -= given;
    budget.give(given);
  }

  /** The most that all shares of its budget may hold together. */
  public long limitBytes() {
    return budget.limitBytes();
  }

  /** What it holds now. */
  public synchronized long bytes() {
    return bytes;
  }

  /** Gives all back; may be called again. */
  @Override
  public synchronized void close() {
    shrink(bytes);
  }
}
