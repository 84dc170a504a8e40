package dev.logtrail.store.postgres.jdbc;

import dev.logtrail.store.StoreException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.Function;
import javax.sql.DataSource;

/** Runs statements, and turns what fails into {@link StoreException}s that say what was tried. */
public final class Sql {
  /** The first statement of a transaction that sees one moment and only reads. */
  static final String SNAPSHOT = "set transaction isolation level repeatable read, read only";

  private Sql() {}

  /** Work on a connection. */
  @FunctionalInterface
  public interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /** Opens connections. */
  @FunctionalInterface
  public interface Connector {
    Connection open() throws SQLException;
  }

  /** Runs {@code work} on a pooled connection, each statement its own transaction. */
  public static <T> T run(DataSource dataSource, String what, Work<T> work) {
    try (Connection connection = dataSource.getConnection()) {
      return work.on(connection);
    } catch (SQLException e) {
      throw failed(what, e);
    }
  }

  /** Runs {@code work} on a pooled connection as one transaction. */
  public static <T> T transaction(DataSource dataSource, String what, Work<T> work) {
    return run(dataSource, what, connection -> transaction(connection, work));
  }

  /** Runs {@code work}, which only reads, so that all its statements see the same moment. */
  public static <T> T snapshot(DataSource dataSource, String what, Work<T> work) {
    return transaction(
        dataSource,
        what,
        connection -> {
          execute(connection, SNAPSHOT);
          return work.on(connection);
        });
  }

  /** Runs {@code work} as one transaction; rolls back if it throws anything. */
  public static <T> T transaction(Connection connection, Work<T> work) throws SQLException {
    connection.setAutoCommit(false);
    try {
      T result = work.on(connection);
      connection.commit();
      connection.setAutoCommit(true);
      return result;
    } catch (Throwable e) {
      rollBack(connection, e);
      throw e;
    }
  }

  private static void rollBack(Connection connection, Throwable cause) {
    try {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      // The connection is gone, and the transaction with it.
      cause.addSuppressed(e);
    }
  }

  /** Sets the parameters of a statement. */
  @FunctionalInterface
  public interface Parameters {
    void set(PreparedStatement statement) throws SQLException;
  }

  /** One statement on a pooled connection; how many rows it changed. */
  public static int update(DataSource dataSource, String what, String sql, Parameters parameters) {
    return run(
        dataSource,
        what,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            parameters.set(statement);
            return statement.executeUpdate();
          }
        });
  }

  /** One statement without a result. */
  public static void execute(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.execute();
    }
  }

  /**
   * An SQL array of {@code type} with {@code value} of each item; nulls stay null. Arrays of the
   * exact Java type travel in binary.
   */
  public static <T> Array array(
      Connection connection, String type, Collection<T> items, Function<? super T, ?> value)
      throws SQLException {
    Object[] values = items.stream().map(value).toArray(size -> emptyArray(type, size));
    return connection.createArrayOf(type, values);
  }

  private static Object[] emptyArray(String type, int size) {
    return switch (type) {
      case "int8" -> new Long[size];
      case "int4" -> new Integer[size];
      case "int2" -> new Short[size];
      case "float8" -> new Double[size];
      case "bool" -> new Boolean[size];
      case "text" -> new String[size];
      case "bytea" -> new byte[size][];
      default -> throw new IllegalArgumentException("no array of " + type + " is needed yet");
    };
  }

  /** What failed, in words. */
  public static StoreException failed(String what, SQLException e) {
    return new StoreException(
        "the database failed to " + what + ": " + e.getMessage() + " [" + e.getSQLState() + "]", e);
  }
}
