package dev.logtrail.store.postgres.list;

import dev.logtrail.store.OutcomeCount;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.postgres.jdbc.ScopeConditions;
import dev.logtrail.store.postgres.jdbc.SqlConditions;
import dev.logtrail.store.postgres.trail.TrailRows;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Scope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Counts the trails of a list by time and outcome, from their rows. */
public final class OutcomeCounts {
  private OutcomeCounts() {}

  /**
   * The counts of a query.
   *
   * @param stepMs length of a step, in ms
   * @param scope what may be seen
   */
  public static List<OutcomeCount> read(
      Connection connection, TrailQuery query, long stepMs, Scope scope) throws SQLException {
    ListNames names = ListNames.find(connection, query, scope);
    if (names.matchNothing()) {
      return List.of();
    }
    SqlConditions where = ScopeConditions.ofTrails(ListConditions.of(query, names), scope);
    // In the database's own arithmetic of times: whole milliseconds since 1970 divide exactly.
    String sql =
        """
        select (extract(epoch from t.started_at) * 1000)::bigint / %1$d * %1$d as at, t.outcome,
               count(*) as trails
          from trail t %2$s %3$s
         group by 1, 2 order by 1, 2
        """
            .formatted(stepMs, scope.isAll() ? "" : TrailRows.JOINS, where);
    List<OutcomeCount> counts = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      where.bind(statement);
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          counts.add(
              new OutcomeCount(
                  rs.getLong("at"), Outcome.ofCode(rs.getInt("outcome")), rs.getLong("trails")));
        }
      }
    }
    return counts;
  }
}
