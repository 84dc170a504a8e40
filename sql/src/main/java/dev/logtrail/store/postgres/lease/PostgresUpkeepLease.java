package dev.logtrail.store.postgres.lease;

import dev.logtrail.store.lease.UpkeepLease;
import dev.logtrail.store.postgres.jdbc.Locks;
import dev.logtrail.store.postgres.jdbc.Sql;
import java.sql.SQLException;

/** The lease of the background work as an advisory lock of a session of its own. */
public final class PostgresUpkeepLease implements UpkeepLease {
  private final LeaseSession session;

  /** A lease that is not held yet. */
  public PostgresUpkeepLease(Sql.Connector connector) {
    this.session = new LeaseSession(connector, Locks.UPKEEP);
  }

  @Override
  public synchronized boolean tryHold() {
    if (session.isHeld()) {
      return true;
    }
    try {
      return session.tryTake();
    } catch (SQLException e) {
      throw Sql.failed("take the lease of the background work", e);
    }
  }

  @Override
  public synchronized void close() {
    session.release();
  }
}
