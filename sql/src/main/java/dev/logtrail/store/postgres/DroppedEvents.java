package dev.logtrail.store.postgres;

import dev.logtrail.store.postgres.jdbc.Locks;
import dev.logtrail.store.postgres.jdbc.PgText;
import dev.logtrail.store.postgres.jdbc.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Table {@code dropped_event}: how many events were dropped, by reason and day. */
final class DroppedEvents {
  private DroppedEvents() {}

  /** Adds to the counts of today; under {@link Locks#FLUSH}, since writers share the rows. */
  static void count(Connection connection, Map<String, Long> dropped, Clock clock)
      throws SQLException {
    if (dropped.isEmpty()) {
      return;
    }
    List<Map.Entry<String, Long>> list = List.copyOf(new TreeMap<>(dropped).entrySet());
    String sql =
        """
        insert into dropped_event as d (day, reason, count)
        select ?::date, v.* from unnest(?::text[], ?::int8[]) as v
        on conflict (reason, day) do update set count = d.count + excluded.count
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, LocalDate.now(clock.withZone(ZoneOffset.UTC)));
      statement.setArray(2, Sql.array(connection, "text", list, e -> PgText.encode(e.getKey())));
      statement.setArray(3, Sql.array(connection, "int8", list, Map.Entry::getValue));
      statement.executeUpdate();
    }
  }

  /** The counts of all days, by reason. */
  static Map<String, Long> droppedEver(Connection connection) throws SQLException {
    Map<String, Long> all = new TreeMap<>();
    String sql = "select reason, sum(count)::int8 from dropped_event group by reason";
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rs = statement.executeQuery()) {
      while (rs.next()) {
        all.put(PgText.decode(rs.getString(1)), rs.getLong(2));
      }
    }
    return all;
  }
}
