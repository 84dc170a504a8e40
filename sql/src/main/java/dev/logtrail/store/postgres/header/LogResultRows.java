package dev.logtrail.store.postgres.header;

import dev.logtrail.store.TrailRow;
import dev.logtrail.store.postgres.jdbc.Locks;
import dev.logtrail.store.postgres.jdbc.PgTime;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.postgres.stats.RollupMarks;
import dev.logtrail.store.postgres.stats.RollupSlot;
import dev.logtrail.store.postgres.trail.TrailColumns.Numbered;
import dev.logtrail.store.postgres.trail.TrailTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Inserts rows of requests that are known only from a log result. They stand in a log stream of
 * their function that has no names, so that key and indexes are those of other trails.
 */
final class LogResultRows {
  private LogResultRows() {}

  /** Inserts rows, under {@link Locks#FLUSH}; {@code functionId} gives the function of each. */
  static void append(
      Connection connection, List<TrailRow> rows, Function<TrailRow, Integer> functionId)
      throws SQLException {
    Set<Integer> functions = new TreeSet<>();
    rows.forEach(row -> functions.add(functionId.apply(row)));
    Map<Integer, Long> streams = streams(connection, functions);
    List<Numbered> numbered = new ArrayList<>();
    List<RollupSlot> minutes = new ArrayList<>();
    for (TrailRow row : rows) {
      int function = functionId.apply(row);
      numbered.add(new Numbered(row, streams.get(function), function));
      minutes.add(RollupSlot.minute(function, PgTime.ms(row.header().startedAt())));
    }
    TrailTable.append(connection, numbered);
    RollupMarks.set(connection, minutes);
  }

  /** The streams without names, by function. */
  private static Map<Integer, Long> streams(Connection connection, Set<Integer> functions)
      throws SQLException {
    String sql =
        """
        insert into log_stream as s (function_id, log_group, log_stream, used_on)
        select v.function_id, '', '', current_date from unnest(?::int4[]) as v(function_id)
        on conflict (log_stream, log_group, function_id) do update set used_on = excluded.used_on
        returning s.function_id, s.stream_id
        """;
    Map<Integer, Long> streams = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, Sql.array(connection, "int4", functions, id -> id));
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          streams.put(rs.getInt(1), rs.getLong(2));
        }
      }
    }
    return streams;
  }
}
