package dev.logtrail.service.kit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Waits for a condition, with a deadline. */
public final class Await {
  private static final long POLL_MS = 10;

  private Await() {}

  /**
   * Polls until the condition holds.
   *
   * @param what is awaited; asked for only when the time is over
   */
  public static void until(Duration within, Supplier<String> what, Callable<Boolean> condition)
      throws Exception {
    long deadline = System.nanoTime() + within.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + within + ": " + what.get());
      }
      Thread.sleep(POLL_MS);
    }
  }
}
