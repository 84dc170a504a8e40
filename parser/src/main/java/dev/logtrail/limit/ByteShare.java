package dev.logtrail.limit;

import java.time.Duration;

/**
 * What one piece of work holds of a {@link ByteBudget}: it grows and shrinks as the work does, and
 * gives all back when it is closed. For one thread at a time.
 */
public final class ByteShare implements AutoCloseable {
  private final ByteBudget budget;
  private long bytes;

  ByteShare(ByteBudget budget) {
    this.budget = budget;
  }

  /** Grows at once or not at all; false if there is no room. */
  public boolean tryGrow(long more) {
    boolean grown = budget.tryTake(more);
    bytes += grown ? more : 0;
    return grown;
  }

  /**
   * Grows, waiting for room.
   *
   * @return false if there was none in time
   * @throws InterruptedException if the thread was interrupted while it waited
   */
  public boolean grow(long more, Duration patience) throws InterruptedException {
    boolean grown = budget.take(more, patience);
    bytes += grown ? more : 0;
    return grown;
  }

  /** Gives some of it back; never more than it holds. */
  public void shrink(long less) {
    long given = Math.min(less, bytes);
    bytes -= given;
    budget.give(given);
  }

  /** What it holds now. */
  public long bytes() {
    return bytes;
  }

  /** Gives all back; may be called again. */
  @Override
  public void close() {
    shrink(bytes);
  }
}
