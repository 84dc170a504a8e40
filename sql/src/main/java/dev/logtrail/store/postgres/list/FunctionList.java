package dev.logtrail.store.postgres.list;

import dev.logtrail.store.postgres.jdbc.PgText;
import dev.logtrail.store.postgres.jdbc.PgTime;
import dev.logtrail.store.postgres.jdbc.ScopeConditions;
import dev.logtrail.store.postgres.jdbc.SqlConditions;
import dev.logtrail.store.postgres.trail.TrailRows;
import dev.logtrail.store.stats.FunctionSummary;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Scope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Reads what the store holds of each function. */
public final class FunctionList {
  private FunctionList() {}

  /**
   * Functions with a trail, by name.
   *
   * @param since epoch ms from which requests are counted
   * @param scope what of them may be seen
   */
  public static List<FunctionSummary> read(Connection connection, long since, Scope scope)
      throws SQLException {
    SqlConditions newest = trails("t.function_id = f.function_id", scope);
    SqlConditions request =
        trails("t.function_id = f.function_id and t.request_id is not null", scope);
    SqlConditions counted =
        trails(
            "t.request_id is not null and t.started_at >= ? and t.day >= ?",
            scope,
            PgTime.timestamp(since),
            PgTime.day(PgTime.dayOf(since).minusDays(1)));
    // The newest of each function by index (function, start); the counts from one pass over the
    // days since.
    String sql =
        """
        select f.account, f.region, f.function_name, newest.started_at, request.outcome,
               coalesce(counts.requests, 0) as requests, coalesce(counts.errors, 0) as errors,
               coalesce(counts.cold_starts, 0) as cold_starts
          from function f
          left join lateral (select t.started_at from trail t %1$s %3$s
                              order by t.started_at desc limit 1) newest on true
          left join lateral (select t.outcome from trail t %1$s %4$s
                              order by t.started_at desc limit 1) request on true
          left join (select t.function_id, count(*) as requests,
                            count(*) filter (where t.outcome in (%5$s)) as errors,
                            count(*) filter (where t.cold_start) as cold_starts
                       from trail t %2$s %6$s
                      group by t.function_id) counts on counts.function_id = f.function_id
         where newest.started_at is not null
         order by f.function_name collate "C", f.account collate "C", f.region collate "C"
        """
            .formatted(
                // The function is at hand but for the counts.
                scope.isAll() ? "" : "join log_stream s on s.stream_id = t.stream_id",
                scope.isAll() ? "" : TrailRows.JOINS,
                newest,
                request,
                failures(),
                counted);
    List<FunctionSummary> functions = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      counted.bind(statement, request.bind(statement, newest.bind(statement)));
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          functions.add(read(rs));
        }
      }
    }
    return functions;
  }

  private static SqlConditions trails(String condition, Scope scope, Object... values) {
    return ScopeConditions.ofTrails(new SqlConditions().and(condition, values), scope);
  }

  private static String failures() {
    return Arrays.stream(Outcome.values())
        .filter(Outcome::isFailure)
        .map(o -> Integer.toString(o.code()))
        .collect(Collectors.joining(", "));
  }

  private static FunctionSummary read(ResultSet rs) throws SQLException {
    Integer outcome = rs.getObject("outcome", Integer.class);
    return new FunctionSummary(
        PgText.decode(rs.getString("account")),
        PgText.decode(rs.getString("region")),
        PgText.decode(rs.getString("function_name")),
        PgTime.read(rs, "started_at"),
        rs.getLong("requests"),
        rs.getLong("errors"),
        rs.getLong("cold_starts"),
        outcome == null ? null : Outcome.ofCode(outcome).word());
  }
}
