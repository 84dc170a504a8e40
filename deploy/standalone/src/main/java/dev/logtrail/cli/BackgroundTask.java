package dev.logtrail.cli;

import dev.logtrail.store.StoreException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that a thread of its own does again and again, some time after the last turn ended. */
final class BackgroundTask implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundTask.class);

  private final ScheduledExecutorService thread;

  private BackgroundTask(ScheduledExecutorService thread) {
    this.thread = thread;
  }

  /**
   * Starts one.
   *
   * @param seconds between the end of a turn and the next, and before the first
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
    thread.scheduleWithFixedDelay(
        () -> run(seconds, name, work), seconds, seconds, TimeUnit.SECONDS);
    return new BackgroundTask(thread);
  }

  private static void run(int seconds, String name, Supplier<Object> work) {
    try {
      LOG.debug("{}: {}", name, work.get());
    } catch (StoreException e) {
      LOG.warn("{} failed and will be tried again in {} s: {}", name, seconds, e.getMessage());
    } catch (RuntimeException e) {
      // An exception that leaves the task would end the schedule in silence.
      LOG.error("{} failed and will be tried again in {} s", name, seconds, e);
    }
  }

  /** Ends it. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
