package dev.logtrail.store.postgres.trail;

import dev.logtrail.store.ListedTrail;
import dev.logtrail.store.postgres.jdbc.PlannedOnce;
import dev.logtrail.store.postgres.jdbc.RequestKey;
import dev.logtrail.store.postgres.jdbc.ScopeConditions;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.postgres.jdbc.SqlConditions;
import dev.logtrail.trail.Scope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Numbers the attempts of requests. */
public final class Attempts {
  private Attempts() {}

  /** Listed trails, in their order, with their ranks. */
  public static List<ListedTrail> ranked(
      Connection connection, List<ListedTrail> listed, Scope scope) throws SQLException {
    List<String> ids =
        listed.stream()
            .map(t -> t.row().header().key().requestId())
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    if (ids.isEmpty()) {
      return listed;
    }
    Map<Long, Integer> attempts = read(connection, ids, scope);
    return listed.stream()
        .map(
            t ->
                t.row().header().key().isEnvironment()
                    ? t
                    : t.ranked(attempts.getOrDefault(t.row().trailId(), 1)))
        .toList();
  }

  /**
   * Trail id → rank by start among the trails of the same account, region, function and request id,
   * from 1, as far as they lie in a scope. Over all days: a retry may come hours later.
   */
  public static Map<Long, Integer> read(
      Connection connection, Collection<String> requestIds, Scope scope) throws SQLException {
    SqlConditions where =
        ScopeConditions.ofTrails(
            new SqlConditions()
                .and(
                    "t.request_id = any(?)",
                    Sql.array(connection, "bytea", requestIds, RequestKey::encode)),
            scope);
    // By account nothing changes within a function; the names are needed for log groups only.
    String sql =
        """
        select t.trail_id,
               row_number() over (partition by t.function_id, t.request_id
                                  order by t.started_at, t.trail_id) as attempt
          from trail t\
        """
            + (scope.isAll() ? "" : TrailRows.JOINS)
            + where;
    Map<Long, Integer> attempts = new HashMap<>();
    try (PreparedStatement statement = PlannedOnce.prepare(connection, sql)) {
      where.bind(statement);
      try (ResultSet rs = PlannedOnce.query(statement)) {
        while (rs.next()) {
          attempts.put(rs.getLong(1), rs.getInt(2));
        }
      }
    }
    return attempts;
  }
}
