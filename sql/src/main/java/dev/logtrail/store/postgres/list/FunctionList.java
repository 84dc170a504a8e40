package dev.logtrail.store.postgres.list;

import dev.logtrail.store.postgres.jdbc.PgText;
import dev.logtrail.store.postgres.jdbc.PgTime;
import dev.logtrail.store.stats.FunctionSummary;
import dev.logtrail.trail.Outcome;
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
   * Functions with a trail or a log result, by name.
   *
   * @param since epoch ms from which requests are counted
   */
  public static List<FunctionSummary> read(Connection connection, long since) throws SQLException {
    // The newest of each function by index (function, start); the counts from one pass over the
    // days since.
    String sql =
        """
        select f.account, f.region, f.function_name, newest.started_at, request.outcome,
               coalesce(counts.requests, 0) as requests, coalesce(counts.errors, 0) as errors,
               coalesce(counts.cold_starts, 0) as cold_starts
          from function f
          left join lateral (select started_at from trail where function_id = f.function_id
                              order by started_at desc limit 1) newest on true
          left join lateral (select outcome from trail
                              where function_id = f.function_id and request_id is not null
                              order by started_at desc limit 1) request on true
          left join (select function_id, count(*) as requests,
                            count(*) filter (where outcome in (%s)) as errors,
                            count(*) filter (where cold_start) as cold_starts
                       from trail
                      where request_id is not null and started_at >= ? and day >= ?
                      group by function_id) counts on counts.function_id = f.function_id
         where newest.started_at is not null
            or exists (select 1 from log_result r where r.function_id = f.function_id)
         order by f.function_name collate "C", f.account collate "C", f.region collate "C"
        """
            .formatted(failures());
    List<FunctionSummary> functions = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, PgTime.timestamp(since));
      statement.setObject(2, PgTime.day(PgTime.dayOf(since).minusDays(1)));
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          functions.add(read(rs));
        }
      }
    }
    return functions;
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
