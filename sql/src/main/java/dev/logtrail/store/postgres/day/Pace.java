package dev.logtrail.store.postgres.day;

import java.util.concurrent.locks.LockSupport;

/**
 * Rests between the steps of long work, so that it takes a part of a core only. Not thread-safe.
 */
final class Pace {
  private final int restPerWork;
  private long began = System.nanoTime();

  /**
   * A pace.
   *
   * @param restPerWork how many times as long as a step the rest after it is; 0 for none
   */
  Pace(int restPerWork) {
    this.restPerWork = restPerWork;
  }

  /** Rests after a step; false if the thread was interrupted: then the work is to end. */
  boolean rest() {
    long until = System.nanoTime() + restPerWork * (System.nanoTime() - began);
    while (until - System.nanoTime() > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
    began = System.nanoTime();
    return !Thread.currentThread().isInterrupted();
  }
}
