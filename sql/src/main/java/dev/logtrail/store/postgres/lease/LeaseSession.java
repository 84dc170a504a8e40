package dev.logtrail.store.postgres.lease;

import dev.logtrail.store.postgres.jdbc.Locks;
import dev.logtrail.store.postgres.jdbc.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session that holds one advisory lock for as long as it lives. Not thread-safe. */
final class LeaseSession {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseSession.class);
  private static final int VALID_WITHIN_S = 5;

  private final Sql.Connector connector;
  private final int lock;
  private Connection session;

  LeaseSession(Sql.Connector connector, int lock) {
    this.connector = connector;
    this.lock = lock;
  }

  /** Takes the lock in a new session; false if another session has it. */
  boolean tryTake() throws SQLException {
    release();
    try {
      session = connector.open();
      if (!Locks.tryHold(session, lock)) {
        release();
        return false;
      }
      endWithThisMachine(session);
      return true;
    } catch (SQLException e) {
      release();
      throw e;
    }
  }

  /** So that the server notices within seconds when this machine or its network is gone. */
  private static void endWithThisMachine(Connection session) throws SQLException {
    Sql.execute(session, "set tcp_keepalives_idle = 5");
    Sql.execute(session, "set tcp_keepalives_interval = 2");
    Sql.execute(session, "set tcp_keepalives_count = 3");
  }

  /** Whether the same session that took the lock still answers. */
  boolean isHeld() {
    try {
      return session != null && session.isValid(VALID_WITHIN_S);
    } catch (SQLException e) {
      return false;
    }
  }

  /** The session itself; null if there is none. */
  Connection connection() {
    return session;
  }

  void release() {
    if (session == null) {
      return;
    }
    try {
      session.close();
    } catch (SQLException e) {
      LOG.debug("the lease's session was lost already", e);
    }
    session = null;
  }
}
