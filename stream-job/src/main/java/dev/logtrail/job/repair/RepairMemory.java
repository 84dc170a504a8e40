package dev.logtrail.job.repair;

import dev.logtrail.limit.AnswerMemory;
import dev.logtrail.limit.ByteBudget;
import dev.logtrail.store.StoreException;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * What the repairs of one task load at a time. Of the tasks of this process, one at a time may wait
 * for memory while it holds some; the others fail then, give up what they hold, and try again. So
 * no two wait for each other.
 */
public final class RepairMemory implements AutoCloseable {
  private static final Semaphore TURN = new Semaphore(1, true);

  private final AnswerMemory loaded;
  private final boolean alone;

  private RepairMemory(AnswerMemory loaded, boolean alone) {
    this.loaded = loaded;
    this.alone = alone;
  }

  /**
   * Begins to count what this thread loads.
   *
   * @param patience how long to wait for others at most
   * @param alone whether it is the one that may wait while it holds some; waits for its turn
   * @throws StoreException if the thread is interrupted meanwhile
   */
  public static RepairMemory open(ByteBudget budget, Duration patience, boolean alone) {
    if (!alone) {
      return new RepairMemory(AnswerMemory.openYielding(budget, patience), false);
    }
    try {
      TURN.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted while waiting for other repairs", e);
    }
    return new RepairMemory(AnswerMemory.open(budget, patience), true);
  }

  @Override
  public void close() {
    loaded.close();
    if (alone) {
      TURN.release();
    }
  }
}
