package dev.logtrail.store.postgres.list;

import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.postgres.jdbc.PgText;
import dev.logtrail.store.postgres.jdbc.ScopeConditions;
import dev.logtrail.store.postgres.jdbc.SqlConditions;
import dev.logtrail.trail.Scope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The names a list is filtered by, as numbers. Looked up first: with a single number (the common
 * case) the list comes in order from an index.
 *
 * @param functions numbers of the functions meant; null for all
 * @param streams numbers of the log streams meant; null for all
 */
record ListNames(List<Long> functions, List<Long> streams) {

  static ListNames find(Connection connection, TrailQuery query, Scope scope) throws SQLException {
    SqlConditions function =
        new SqlConditions()
            .andIf(PgText.encode(query.function()), "function_name = ?")
            .andIf(PgText.encode(query.account()), "account = ?")
            .andIf(PgText.encode(query.region()), "region = ?");
    ScopeConditions.ofFunctions(function, scope);
    SqlConditions stream =
        new SqlConditions().andIf(PgText.encode(query.logStream()), "log_stream = ?");
    return new ListNames(
        numbers(connection, "select function_id from function f", function),
        numbers(connection, "select stream_id from log_stream", stream));
  }

  private static List<Long> numbers(Connection connection, String select, SqlConditions where)
      throws SQLException {
    if (where.toString().isEmpty()) {
      return null;
    }
    List<Long> numbers = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(select + where)) {
      where.bind(statement);
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          numbers.add(rs.getLong(1));
        }
      }
    }
    return numbers;
  }

  /** Whether a name is not stored at all. */
  boolean matchNothing() {
    return functions != null && functions.isEmpty() || streams != null && streams.isEmpty();
  }

  void addFunction(SqlConditions where, String column) {
    add(where, column, functions);
  }

  void addStream(SqlConditions where, String column) {
    add(where, column, streams);
  }

  private static void add(SqlConditions where, String column, List<Long> numbers) {
    if (numbers == null) {
      return;
    }
    if (numbers.size() == 1) {
      where.and(column + " = ?", numbers.get(0));
    } else {
      String list = numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
      where.and(column + " in (" + list + ")");
    }
  }
}
