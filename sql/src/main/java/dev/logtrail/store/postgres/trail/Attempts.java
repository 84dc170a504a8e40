package dev.logtrail.store.postgres.trail;

import dev.logtrail.store.postgres.jdbc.PgText;
import dev.logtrail.store.postgres.jdbc.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Numbers the attempts of requests. */
public final class Attempts {
  private Attempts() {}

  /**
   * Trail id → rank by start among the trails of the same account, region, function and request id,
   * from 1. Over all days: a retry may come hours later.
   */
  public static Map<Long, Integer> read(Connection connection, Collection<String> requestIds)
      throws SQLException {
    String sql =
        """
        select trail_id,
               row_number() over (partition by function_id, request_id
                                  order by started_at, trail_id) as attempt
          from trail where request_id = any(?)
        """;
    Map<Long, Integer> attempts = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, Sql.array(connection, "text", requestIds, PgText::encode));
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          attempts.put(rs.getLong(1), rs.getInt(2));
        }
      }
    }
    return attempts;
  }
}
