package dev.logtrail.service;

import dev.logtrail.store.lease.UpkeepLease;
import dev.logtrail.store.upkeep.UpkeepTask;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The background tasks of the store, each on a schedule of its own. Of several processes on one
 * database the one with the lease runs them; the others look every two seconds whether it has
 * ended.
 */
final class Upkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final int LOOK_S = 2;

  private final Deque<BackgroundTask> tasks = new ArrayDeque<>();
  private final UpkeepLease lease;
  private volatile boolean held;

  /**
   * No tasks yet.
   *
   * @param lease not held yet; closed with this
   */
  Upkeep(UpkeepLease lease) {
    this.lease = lease;
    this.held = look(false);
    tasks.push(BackgroundTask.every(LOOK_S, "upkeep-lease", () -> held = look(held)));
  }

  private boolean look(boolean before) {
    boolean now = false;
    try {
      now = lease.tryHold();
    } finally {
      held = now;
    }
    if (now != before) {
      LOG.debug("The background tasks {} here", now ? "run" : "no longer run");
    }
    return now;
  }

  /** Adds a task, to be run every so many seconds while this process holds the lease. */
  Upkeep every(int seconds, String name, UpkeepTask task) {
    tasks.push(
        BackgroundTask.every(
            seconds, name, () -> held ? (Object) task.run() : "another process does it"));
    return this;
  }

  @Override
  public void close() {
    while (!tasks.isEmpty()) {
      tasks.pop().close();
    }
    lease.close();
  }
}
