package dev.logtrail.cli;

import dev.logtrail.store.Database;
import dev.logtrail.store.Rollups;
import dev.logtrail.store.StoreException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Computes changed statistics every two seconds. */
final class RollupSchedule implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RollupSchedule.class);
  private static final int EVERY_S = 2;

  private final ScheduledExecutorService thread;

  private RollupSchedule(ScheduledExecutorService thread) {
    this.thread = thread;
  }

  /** Starts it. */
  static RollupSchedule start(Database database) {
    Rollups rollups = database.rollups();
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread worker = new Thread(work, "rollups");
              worker.setDaemon(true);
              return worker;
            });
    thread.scheduleWithFixedDelay(() -> run(rollups), EVERY_S, EVERY_S, TimeUnit.SECONDS);
    return new RollupSchedule(thread);
  }

  private static void run(Rollups rollups) {
    try {
      int minutes = rollups.run();
      if (minutes > 0) {
        LOG.debug("Computed the statistics of {} minutes", minutes);
      }
    } catch (StoreException e) {
      LOG.warn("Statistics could not be computed and will be in two seconds: {}", e.getMessage());
    } catch (RuntimeException e) {
      // An exception that leaves the task would end the schedule in silence.
      LOG.error("Statistics could not be computed; they stay marked", e);
    }
  }

  /** Ends it; what is marked stays marked. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
