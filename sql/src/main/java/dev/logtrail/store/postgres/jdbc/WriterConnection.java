package dev.logtrail.store.postgres.jdbc;

import dev.logtrail.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * One connection that is kept from call to call, and taken anew after a call that failed. Not
 * thread-safe.
 */
public final class WriterConnection implements AutoCloseable {
  /** Broken connections of the pool that are thrown away in a row before a call fails. */
  private static final int MAX_BROKEN = 100;

  private final DataSource dataSource;
  private Connection connection;
  private boolean closed;

  public WriterConnection(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Runs {@code work} on the connection.
   *
   * @throws StoreException if it fails; {@code what} says what was tried
   */
  public <T> T run(String what, Sql.Work<T> work) {
    if (closed) {
      throw new StoreException("cannot " + what + ": this writer is closed");
    }
    try {
      if (connection == null) {
        connection = alive();
      }
      return work.on(connection);
    } catch (SQLException e) {
      giveBack(e);
      throw Sql.failed(what, e);
    }
  }

  /**
   * A connection that answers. When the server went away, all pooled ones are broken, and the pool
   * gives out those it used a moment ago untested; it drops one that failed a statement.
   */
  private Connection alive() throws SQLException {
    SQLException broken = null;
    for (int i = 0; i < MAX_BROKEN; i++) {
      Connection candidate = dataSource.getConnection();
      try {
        Sql.execute(candidate, "select 1");
        return candidate;
      } catch (SQLException e) {
        broken = e;
        candidate.close();
      }
    }
    throw broken;
  }

  private void giveBack(SQLException cause) {
    if (connection == null) {
      return;
    }
    try {
      connection.close();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
    connection = null;
  }

  @Override
  public void close() {
    closed = true;
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        throw Sql.failed("give back a connection", e);
      }
      connection = null;
    }
  }
}
