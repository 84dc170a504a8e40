package dev.logtrail.store.postgres.lease;

import dev.logtrail.store.StoreException;
import dev.logtrail.store.lease.JobLease;
import dev.logtrail.store.postgres.jdbc.Locks;
import dev.logtrail.store.postgres.jdbc.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/** The lease as an advisory lock of a session of its own, and a token in the database. */
public final class PostgresJobLease implements JobLease {
  private final Sql.Connector connector;
  private final LeaseSession session;
  private final String holder;
  private long token;

  /**
   * A lease that is not held yet.
   *
   * @param connector opens the session that holds it
   * @param holder what this program calls itself, for people who look who holds it
   */
  public PostgresJobLease(Sql.Connector connector, String holder) {
    this.connector = connector;
    this.session = new LeaseSession(connector, Locks.JOB);
    this.holder = holder;
  }

  @Override
  public synchronized boolean tryTake() {
    if (isHeld()) {
      return true;
    }
    try {
      if (!session.tryTake()) {
        return false;
      }
      token = LeaseTable.take(session.connection(), holder);
      return true;
    } catch (SQLException e) {
      release();
      throw Sql.failed("take the job's lease", e);
    }
  }

  @Override
  public synchronized boolean tryRetake() {
    if (isHeld()) {
      return true;
    }
    try {
      if (!session.tryTake()) {
        return false;
      }
      if (LeaseTable.newest(session.connection()) == token) {
        return true;
      }
      release();
      return false;
    } catch (SQLException e) {
      release();
      throw Sql.failed("take the job's lease again", e);
    }
  }

  @Override
  public synchronized boolean isHeld() {
    // The lock lives as long as its session does: the same session that took it still answers.
    return session.isHeld();
  }

  @Override
  public synchronized long token() {
    if (token == 0) {
      throw new IllegalStateException("the lease was never taken");
    }
    return token;
  }

  @Override
  public boolean isSuperseded() {
    try (Connection connection = connector.open()) {
      return LeaseTable.newest(connection) != token();
    } catch (SQLException e) {
      throw Sql.failed("read who holds the job's lease", e);
    }
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
    session.release();
  }

  @Override
  public void close() throws StoreException {
    release();
  }
}
