package dev.logtrail.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * One connection that is kept from call to call, and taken anew after a call that failed. Not
 * thread-safe.
 */
final class WriterConnection implements AutoCloseable {
  private final DataSource dataSource;
  private Connection connection;
  private boolean closed;

  WriterConnection(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Runs {@code work} on the connection.
   *
   * @throws StoreException if it fails; {@code what} says what was tried
   */
  <T> T run(String what, Sql.Work<T> work) {
    if (closed) {
      throw new StoreException("cannot " + what + ": the writer is closed");
    }
    try {
      if (connection == null) {
        connection = dataSource.getConnection();
      }
      return work.on(connection);
    } catch (SQLException e) {
      giveBack(e);
      throw Sql.failed(what, e);
    }
  }

  /** The pool tests it, and drops it if it is broken. */
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
