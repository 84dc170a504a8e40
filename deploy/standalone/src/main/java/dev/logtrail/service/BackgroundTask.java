package dev.logtrail.service;

import dev.logtrail.store.StoreException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that a thread of its own does again and again, some time after the last turn ended. A turn
 * that took long is followed by a rest ten times as long: what runs in the background takes no more
 * than a tenth of a core, however much there is to do.
 */
final class BackgroundTask implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundTask.class);

  private static final int REST = 10;
  private static final long LONGEST_REST_MS = 30_000;
  private static final int PATIENCE_S = 5;

  private final ScheduledExecutorService thread;
  private final int seconds;
  private final String name;
  private final Supplier<Object> work;

  private BackgroundTask(
      ScheduledExecutorService thread, int seconds, String name, Supplier<Object> work) {
    this.thread = thread;
    this.seconds = seconds;
    this.name = name;
    this.work = work;
  }

  /**
   * Starts one.
   *
   * @param seconds between the end of a turn and the next at least, and before the first
   * @param name of the thread, and in messages
   * @param work must be harmless when repeated; what it returns is logged for who looks closely
   */
  static BackgroundTask every(int seconds, String name, Supplier<Object> work) {
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            turn -> {
              Thread worker = new Thread(turn, name);
              worker.setDaemon(true);
              return worker;
            });
    BackgroundTask task = new BackgroundTask(thread, seconds, name, work);
    task.scheduleIn(TimeUnit.SECONDS.toMillis(seconds));
    return task;
  }

  private void scheduleIn(long ms) {
    try {
      thread.schedule(this::turn, ms, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("{} has ended", name);
    }
  }

  private void turn() {
    long began = System.nanoTime();
    try {
      LOG.debug("{}: {}", name, work.get());
    } catch (RuntimeException e) {
      // An exception that leaves the task would end the schedule in silence.
      failed(e);
    }
    long rest = REST * TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    long usual = TimeUnit.SECONDS.toMillis(seconds);
    scheduleIn(Math.max(usual, Math.min(rest, LONGEST_REST_MS)));
  }

  private void failed(RuntimeException e) {
    if (thread.isShutdown()) {
      LOG.debug("{} was cut short by the end", name, e);
    } else if (e instanceof StoreException) {
      LOG.warn("{} failed and will be tried again in {} s: {}", name, seconds, e.getMessage());
    } else {
      LOG.error("{} failed and will be tried again in {} s", name, seconds, e);
    }
  }

  /** Ends it; a turn under way ends with what it is just doing. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(PATIENCE_S, TimeUnit.SECONDS)) {
        LOG.warn("{} is still at work and is left alone", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
