package dev.logtrail.service;

import dev.logtrail.store.FaultLog;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that is repeated on a thread of its own, with a pause after each run. The pause is at least
 * ten times as long as the run (up to 30 s), so that background work takes no more than a tenth of
 * a core.
 */
final class BackgroundTask implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundTask.class);

  private static final int PAUSE_PER_RUN = 10;
  private static final long LONGEST_PAUSE_MS = 30_000;
  private static final int CLOSE_WITHIN_S = 5;

  private final ScheduledExecutorService thread;
  private final int seconds;
  private final String name;
  private final Supplier<Object> work;
  private final FaultLog faults;

  private BackgroundTask(
      ScheduledExecutorService thread, int seconds, String name, Supplier<Object> work) {
    this.thread = thread;
    this.seconds = seconds;
    this.name = name;
    this.work = work;
    this.faults = new FaultLog(LOG, "The background task " + name);
  }

  /**
   * Starts a task.
   *
   * @param seconds shortest pause between two runs, and before the first
   * @param name of the thread, and in messages
   * @param work may be repeated without harm; its result is logged at level DEBUG
   */
  static BackgroundTask every(int seconds, String name, Supplier<Object> work) {
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread worker = new Thread(task, name);
              worker.setDaemon(true);
              return worker;
            });
    BackgroundTask task = new BackgroundTask(thread, seconds, name, work);
    task.scheduleIn(TimeUnit.SECONDS.toMillis(seconds));
    return task;
  }

  private void scheduleIn(long ms) {
    try {
      thread.schedule(this::run, ms, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("{} has ended", name);
    }
  }

  private void run() {
    long began = System.nanoTime();
    try {
      LOG.debug("{}: {}", name, work.get());
      faults.worked();
    } catch (RuntimeException e) {
      // An exception that leaves the task would silently end the schedule.
      failed(e);
    }
    long pause = PAUSE_PER_RUN * TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    long usual = TimeUnit.SECONDS.toMillis(seconds);
    scheduleIn(Math.max(usual, Math.min(pause, LONGEST_PAUSE_MS)));
  }

  private void failed(RuntimeException e) {
    if (thread.isShutdown()) {
      LOG.debug("{} was interrupted by the shutdown", name, e);
    } else {
      faults.failed(e);
    }
  }

  /** Ends it: interrupts a run under way and waits up to 5 s for it. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(CLOSE_WITHIN_S, TimeUnit.SECONDS)) {
        LOG.warn("{} did not end within 5 s; the shutdown goes on without it", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
