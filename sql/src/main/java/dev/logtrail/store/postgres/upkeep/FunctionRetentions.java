package dev.logtrail.store.postgres.upkeep;

import dev.logtrail.store.postgres.jdbc.PgText;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.postgres.segment.SegmentPacks;
import dev.logtrail.store.upkeep.FunctionRetention;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Deletes the old trails of functions with a retention of their own: whole days, in batches, so
 * that no transaction is long. Their statistics follow by the marks that deleting leaves.
 */
final class FunctionRetentions {
  private static final int BATCH = 2_000;

  private final List<FunctionRetention> retentions;
  private final LocalDate today;

  FunctionRetentions(List<FunctionRetention> retentions, LocalDate today) {
    this.retentions = retentions;
    this.today = today;
  }

  /** Deletes; the connection commits by itself. Returns how many trails went. */
  int apply(Connection connection) throws SQLException {
    int deleted = 0;
    for (Map.Entry<Integer, List<Integer>> e : functionsByDays(connection).entrySet()) {
      LocalDate firstKept = today.minusDays(e.getKey());
      int batch;
      do {
        batch = Sql.transaction(connection, c -> deleteTrails(c, e.getValue(), firstKept));
        deleted += batch;
      } while (batch == BATCH);
      deleteLogResults(connection, e.getValue(), firstKept);
    }
    return deleted;
  }

  /** Numbers of functions by the days they are kept; the first pattern that fits counts. */
  private Map<Integer, List<Integer>> functionsByDays(Connection connection) throws SQLException {
    Map<Integer, List<Integer>> functions = new TreeMap<>();
    if (retentions.isEmpty()) {
      return functions;
    }
    String sql = "select function_id, function_name from function order by function_id";
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rs = statement.executeQuery()) {
      while (rs.next()) {
        int id = rs.getInt(1);
        String name = PgText.decode(rs.getString(2));
        retentions.stream()
            .filter(r -> r.pattern().matches(name))
            .findFirst()
            .ifPresent(r -> functions.computeIfAbsent(r.days(), days -> new ArrayList<>()).add(id));
      }
    }
    return functions;
  }

  /**
   * One batch, by index (function, start) of the partitions before the first kept day. Trails of
   * absurd dates are left to the retention of all, which goes by the day they were written.
   */
  private static int deleteTrails(
      Connection connection, List<Integer> functions, LocalDate firstKept) throws SQLException {
    String sql =
        """
        with old as (select trail_id, day, pack_id from trail
                      where function_id = any(?) and day < ? and day >= '2014-01-01'
                      limit ? for update skip locked),
             segments as (delete from trail_segment g using old
                           where g.trail_id = old.trail_id and g.day = old.day
                             and g.day < ? and g.day >= '2014-01-01')
        delete from trail t using old
         where t.trail_id = old.trail_id and t.day = old.day
           and t.day < ? and t.day >= '2014-01-01'
        returning old.trail_id, old.day, old.pack_id
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, Sql.array(connection, "int4", functions, id -> id));
      statement.setObject(2, firstKept);
      statement.setInt(3, BATCH);
      statement.setObject(4, firstKept);
      statement.setObject(5, firstKept);
      return SegmentPacks.takeGone(connection, statement);
    }
  }

  private static void deleteLogResults(
      Connection connection, List<Integer> functions, LocalDate firstKept) throws SQLException {
    String sql =
        """
        delete from log_result r
         where r.listed_at < ?::date::timestamp at time zone 'UTC' and r.function_id = any(?)
           and not exists (select 1 from trail t
                            where t.request_id = request_key(r.request_id) and t.function_id = r.function_id)
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, firstKept);
      statement.setArray(2, Sql.array(connection, "int4", functions, id -> id));
      statement.executeUpdate();
    }
  }
}
