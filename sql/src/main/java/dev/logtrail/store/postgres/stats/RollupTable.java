package dev.logtrail.store.postgres.stats;

import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.stats.DurationSketch;
import dev.logtrail.store.stats.Rollup;
import dev.logtrail.store.stats.RollupMetric;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Computes and writes rows of the two tables of rollups. */
final class RollupTable {
  static final String MINUTES = "invocation_rollup";
  static final String HOURS = "invocation_rollup_hour";
  static final long HOUR_MS = 3_600_000;

  /** Epoch ms as a column {@code at}. */
  private static final String AT = "timestamptz 'epoch' + %s * interval '1 millisecond'";

  private RollupTable() {}

  /** One row. */
  private record Row(RollupSlot slot, String version, Rollup rollup, byte[] sketch) {}

  /** Computes minutes from their trails and replaces their rows. */
  static void computeMinutes(Connection connection, Collection<RollupSlot> minutes)
      throws SQLException {
    // One look a minute, by index (function, start): the day, one to each side, spares partitions.
    String sql =
        """
        select s.function_id, s.at, coalesce(t.function_version, '') as function_version, %s,
               array_agg(t.duration_ms) filter (where %s) as durations
          from (select v.function_id, v.at, %s as start
                  from unnest(?::int4[], ?::int8[]) as v(function_id, at)) s
          join lateral (select * from trail
                         where function_id = s.function_id
                           and started_at >= s.start
                           and started_at < s.start + interval '1 minute'
                           and day between (s.start at time zone 'UTC')::date - 1
                                       and (s.start at time zone 'UTC')::date + 1
                           and request_id is not null) t on true
         group by s.function_id, s.at, coalesce(t.function_version, '')
        """
            .formatted(metrics(false), RollupColumns.SANE_DURATION, AT.formatted("v.at"));
    overwrite(connection, MINUTES, minutes, read(connection, sql, minutes));
  }

  /** Computes hours from their minutes and replaces their rows. */
  static void computeHours(Connection connection, Collection<RollupSlot> hours)
      throws SQLException {
    String sql =
        """
        select s.function_id, s.at, r.function_version, %s,
               string_agg(r.sketch, ''::bytea) as sketches
          from (select v.function_id, v.at, %s as start
                  from unnest(?::int4[], ?::int8[]) as v(function_id, at)) s
          join invocation_rollup r
            on r.function_id = s.function_id and r.at >= s.start
           and r.at < s.start + interval '1 hour'
         group by s.function_id, s.at, r.function_version
        """
            .formatted(metrics(true), AT.formatted("v.at"));
    overwrite(connection, HOURS, hours, read(connection, sql, hours));
  }

  private static String metrics(boolean ofRollups) {
    List<String> columns = new ArrayList<>();
    for (RollupMetric m : RollupMetric.values()) {
      columns.add(
          (ofRollups ? RollupColumns.ofRollups(m) : RollupColumns.ofTrails(m))
              + " as "
              + RollupColumns.name(m));
    }
    return String.join(", ", columns);
  }

  private static List<Row> read(Connection connection, String sql, Collection<RollupSlot> slots)
      throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      setSlots(statement, slots);
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          Rollup rollup = RollupColumns.read(rs);
          if (sql.contains("as sketches")) {
            rollup.durations().add(rs.getBytes("sketches"));
          } else {
            durations(rs, rollup.durations());
          }
          rows.add(
              new Row(
                  new RollupSlot(rs.getInt("function_id"), rs.getLong("at")),
                  rs.getString("function_version"),
                  rollup,
                  rollup.durations().encode()));
        }
      }
    }
    return rows;
  }

  private static void durations(ResultSet rs, DurationSketch into) throws SQLException {
    Array array = rs.getArray("durations");
    if (array != null) {
      Arrays.stream((Double[]) array.getArray()).forEach(into::add);
    }
  }

  private static void overwrite(
      Connection connection, String table, Collection<RollupSlot> slots, List<Row> rows)
      throws SQLException {
    String delete =
        "delete from %s r using unnest(?::int4[], ?::int8[]) as v(function_id, at) where r.function_id = v.function_id and r.at = %s"
            .formatted(table, AT.formatted("v.at"));
    try (PreparedStatement statement = connection.prepareStatement(delete)) {
      setSlots(statement, slots);
      statement.executeUpdate();
    }
    if (!rows.isEmpty()) {
      insert(connection, table, rows);
    }
  }

  private static void insert(Connection connection, String table, List<Row> rows)
      throws SQLException {
    StringBuilder arrays = new StringBuilder("?::int4[], ?::int8[], ?::text[]");
    for (RollupMetric m : RollupMetric.values()) {
      arrays.append(", ?::").append(RollupColumns.type(m)).append("[]");
    }
    String columns = "function_id, at, function_version, " + RollupColumns.names("%s") + ", sketch";
    String sql =
        "insert into %s (%s) select v.function_id, %s, v.function_version, %s, v.sketch from unnest(%s, ?::bytea[]) as v(%s)"
            .formatted(
                table, columns, AT.formatted("v.at"), RollupColumns.names("v.%s"), arrays, columns);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int i = 1;
      statement.setArray(i++, Sql.array(connection, "int4", rows, r -> r.slot().functionId()));
      statement.setArray(i++, Sql.array(connection, "int8", rows, r -> r.slot().at()));
      statement.setArray(i++, Sql.array(connection, "text", rows, Row::version));
      for (RollupMetric m : RollupMetric.values()) {
        statement.setArray(
            i++, Sql.array(connection, RollupColumns.type(m), rows, r -> r.rollup().value(m)));
      }
      statement.setArray(i, Sql.array(connection, "bytea", rows, Row::sketch));
      statement.executeUpdate();
    }
  }

  private static void setSlots(PreparedStatement statement, Collection<RollupSlot> slots)
      throws SQLException {
    Connection connection = statement.getConnection();
    statement.setArray(1, Sql.array(connection, "int4", slots, RollupSlot::functionId));
    statement.setArray(2, Sql.array(connection, "int8", slots, RollupSlot::at));
  }
}
