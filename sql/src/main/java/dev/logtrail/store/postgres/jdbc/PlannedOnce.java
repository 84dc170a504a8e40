package dev.logtrail.store.postgres.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.postgresql.PGStatement;

/**
 * Statements that a connection plans once, not at each of their first calls. Planning over the
 * partitions of a month takes 5 ms and more, reading a few rows by their ids a fraction of one. For
 * statements whose plan is the same whatever their parameters are, such as look-ups by id; those
 * that name a range of days are to be planned for it.
 */
public final class PlannedOnce {
  // Sent together with the statement, in one transaction: it fails with the setting undone.
  private static final String BEFORE = "set plan_cache_mode = force_generic_plan; ";
  private static final String AFTER = "; reset plan_cache_mode";

  private PlannedOnce() {}

  /** Prepares a query, or several with {@code ; } between them; {@link #query} runs it. */
  public static PreparedStatement prepare(Connection connection, String sql) throws SQLException {
    return prepared(connection, BEFORE + sql + AFTER);
  }

  /** The same as the first of a transaction, which sees one moment and only reads. */
  public static PreparedStatement prepareSnapshot(Connection connection, String sql)
      throws SQLException {
    return prepared(connection, Sql.SNAPSHOT + "; " + BEFORE + sql + AFTER);
  }

  private static PreparedStatement prepared(Connection connection, String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.unwrap(PGStatement.class).setPrepareThreshold(1);
    return statement;
  }

  /** Runs it. Results of further queries follow by {@link #next}. */
  public static ResultSet query(PreparedStatement statement) throws SQLException {
    statement.execute();
    return next(statement);
  }

  /** The result of the next query. */
  public static ResultSet next(PreparedStatement statement) throws SQLException {
    boolean isResult;
    do {
      isResult = statement.getMoreResults();
    } while (!isResult && statement.getUpdateCount() >= 0); // What only sets something.
    return statement.getResultSet();
  }
}
