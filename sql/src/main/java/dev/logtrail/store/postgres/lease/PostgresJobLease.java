package dev.logtrail.store.postgres.lease;

import dev.logtrail.store.StoreException;
import dev.logtrail.store.lease.JobLease;
import dev.logtrail.store.postgres.jdbc.Locks;
import dev.logtrail.store.postgres.jdbc.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lease as an advisory lock of a session of its own, and a token in the database. */
public final class PostgresJobLease implements JobLease {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresJobLease.class);
  private static final int VALID_WITHIN_S = 5;

  private final Sql.Connector connector;
  private final String holder;
  private Connection session;
  private long token;

  /**
   * A lease that is not held yet.
   *
   * @param connector opens the session that holds it
   * @param holder what this program calls itself, for people who look who holds it
   */
  public PostgresJobLease(Sql.Connector connector, String holder) {
    this.connector = connector;
    this.holder = holder;
  }

  @Override
  public synchronized boolean tryTake() {
    if (isHeld()) {
      return true;
    }
    release();
    try {
      session = connector.open();
      if (!Locks.tryHold(session, Locks.JOB)) {
        release();
        return false;
      }
      endWithThisMachine(session);
      token = LeaseTable.take(session, holder);
      return true;
    } catch (SQLException e) {
      release();
      throw Sql.failed("take the job's lease", e);
    }
  }

  @Override
  public synchronized boolean isHeld() {
    try {
      // The lock lives as long as its session does: the same session that took it still answers.
      return session != null && session.isValid(VALID_WITHIN_S);
    } catch (SQLException e) {
      return false;
    }
  }

  /** So that the server notices within seconds when this machine or its network is gone. */
  private static void endWithThisMachine(Connection session) throws SQLException {
    Sql.execute(session, "set tcp_keepalives_idle = 5");
    Sql.execute(session, "set tcp_keepalives_interval = 2");
    Sql.execute(session, "set tcp_keepalives_count = 3");
  }

  @Override
  public synchronized long token() {
    if (token == 0) {
      throw new IllegalStateException("the lease was never taken");
    }
    return token;
  }

  @Override
  public String holder() {
    try (Connection connection = connector.open()) {
      return LeaseTable.holder(connection);
    } catch (SQLException e) {
      throw Sql.failed("read who holds the job's lease", e);
    }
  }

  @Override
  public synchronized void release() {
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

  @Override
  public void close() throws StoreException {
    release();
  }
}
