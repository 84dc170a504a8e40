package dev.logtrail.job.inbox;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How many enumerators of this process hold connections. Flink closes them some time after it has
 * told that the job has ended; who takes the database away then waits for it.
 */
public final class OpenEnumerators {
  private static final Object LOCK = new Object();
  private static int open;

  private OpenEnumerators() {}

  static void opened() {
    synchronized (LOCK) {
      open++;
    }
  }

  static void closed() {
    synchronized (LOCK) {
      open--;
      LOCK.notifyAll();
    }
  }

  /** Returns when there is none, or after a while. */
  public static void awaitNone(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    synchronized (LOCK) {
      long left = atMost.toNanos();
      while (open > 0 && left > 0) {
        TimeUnit.NANOSECONDS.timedWait(LOCK, Math.max(left, 1_000_000));
        left = deadline - System.nanoTime();
      }
    }
  }
}
