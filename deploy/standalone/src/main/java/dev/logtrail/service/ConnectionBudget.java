package dev.logtrail.service;

import dev.logtrail.store.postgres.Database;
import java.util.Set;

/**
 * How many connections to the database a process opens at most.
 *
 * @param parts what it does
 * @param pool connections of its pool, for readers, senders and what else is short
 * @param parallelism tasks of the job that read, and that write
 */
record ConnectionBudget(Set<Part> parts, int pool, int parallelism) {
  private static final int UPKEEP_POOL = 4;
  private static final int UPKEEP_LEASE = 1;
  private static final int CHANGE_LISTENER = 1;
  private static final int JOB_LEASE = 1;

  /** A pool of two for each task that writes. */
  private static final int EACH_WRITER = 2;

  /** A pool of two and a listener for each task that reads the inbox, and for who shares it out. */
  private static final int EACH_READER = 3;

  /** All of them together. */
  int most() {
    int most = pool;
    if (parts.contains(Part.API)) {
      most += CHANGE_LISTENER;
    }
    if (parts.contains(Part.API) || parts.contains(Part.JOB)) {
      most += UPKEEP_POOL + UPKEEP_LEASE;
    }
    if (parts.contains(Part.JOB)) {
      most += JOB_LEASE + EACH_WRITER * parallelism + EACH_READER * (parallelism + 1);
    }
    return most;
  }

  /** A sentence for the start: what it takes, and how many such processes the server can have. */
  String sentence(Database database) {
    int allowed = database.allowedConnections();
    return "It opens up to %d connections to the database, which allows %d: --db-connections sets those of its pool (%d)."
        .formatted(most(), allowed, pool);
  }
}
