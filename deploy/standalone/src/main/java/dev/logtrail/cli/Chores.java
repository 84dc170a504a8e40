package dev.logtrail.cli;

import dev.logtrail.store.Database;
import dev.logtrail.store.Housekeeping;
import dev.logtrail.store.StoreException;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the store's housekeeping once a minute. */
final class Chores implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Chores.class);
  private static final int EVERY_S = 60;

  private final ScheduledExecutorService thread;

  private Chores(ScheduledExecutorService thread) {
    this.thread = thread;
  }

  /** Starts them. */
  static Chores start(Database database, Clock clock, Housekeeping.Limits limits) {
    Housekeeping housekeeping = database.housekeeping(clock, limits);
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread worker = new Thread(work, "housekeeping");
              worker.setDaemon(true);
              return worker;
            });
    thread.scheduleWithFixedDelay(() -> run(housekeeping), EVERY_S, EVERY_S, TimeUnit.SECONDS);
    return new Chores(thread);
  }

  private static void run(Housekeeping housekeeping) {
    try {
      LOG.debug("Housekeeping: {}", housekeeping.run());
    } catch (StoreException e) {
      LOG.warn("Housekeeping failed and will be tried again in a minute: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
