package dev.logtrail.store.postgres.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A growing {@code where}: conditions joined by {@code and}, and the values of their parameters.
 */
public final class SqlConditions {
  private final StringBuilder text = new StringBuilder();
  private final List<Object> values = new ArrayList<>();

  /** Adds a condition with one value for each {@code ?} in it. */
  public SqlConditions and(String condition, Object... parameters) {
    text.append(text.isEmpty() ? " where " : " and ").append(condition);
    values.addAll(List.of(parameters));
    return this;
  }

  /** Adds a condition unless {@code value} is null. */
  public SqlConditions andIf(Object value, String condition) {
    return value == null ? this : and(condition, value);
  }

  /** The clause; empty if nothing was added. */
  @Override
  public String toString() {
    return text.toString();
  }

  /** Sets the parameters from number 1 on and returns the next number. */
  public int bind(PreparedStatement statement) throws SQLException {
    return bind(statement, 1);
  }

  /** Sets the parameters from number {@code first} on and returns the next number. */
  public int bind(PreparedStatement statement, int first) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      statement.setObject(first + i, values.get(i));
    }
    return first + values.size();
  }
}
