package dev.logtrail.store.postgres.stats;

import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.stats.Rollup;
import dev.logtrail.store.stats.RollupMetric;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Computes and writes rows of the three tables of rollups. */
final class RollupTable {
  static final String MINUTES = "invocation_rollup";
  static final String HOURS = "invocation_rollup_hour";
  static final String DAYS = "invocation_rollup_day";
  static final long HOUR_MS = 3_600_000;
  static final long DAY_MS = 24 * HOUR_MS;

  /**
   * Requests of a function in an hour up to which its minutes have no rows: one by one they would
   * take more room than the requests' own rows.
   */
  static final int FEW_REQUESTS = 30;

  /** Epoch ms as a column {@code at}. */
  private static final String AT = "timestamptz 'epoch' + %s * interval '1 millisecond'";

  private RollupTable() {}

  /** One row. */
  private record Row(RollupSlot slot, String version, Rollup rollup, byte[] sketch) {}

  /** Computes minutes from their trails and replaces their rows. */
  static void computeMinutes(Connection connection, Collection<RollupSlot> minutes)
      throws SQLException {
    List<Row> rows = ofTrails(connection, minutes, "1 minute");
    overwrite(connection, MINUTES, minutes, rows, "");
  }

  /**
   * Computes hours that have no rows by minute from their trails, and replaces their rows if they
   * are to stay without.
   *
   * @return the others, which hold more than {@link #FEW_REQUESTS}; they are left as they are
   */
  static Set<RollupSlot> computeQuietHours(Connection connection, Collection<RollupSlot> hours)
      throws SQLException {
    Map<RollupSlot, Long> requests = new HashMap<>();
    List<Row> rows = ofTrails(connection, hours, "1 hour");
    rows.forEach(
        row -> requests.merge(row.slot(), row.rollup().count(RollupMetric.REQUESTS), Long::sum));
    Set<RollupSlot> busy = new TreeSet<>();
    requests.forEach(
        (hour, count) -> {
          if (count > FEW_REQUESTS) {
            busy.add(hour);
          }
        });
    List<RollupSlot> quiet = hours.stream().filter(hour -> !busy.contains(hour)).toList();
    overwrite(
        connection,
        HOURS,
        quiet,
        rows.stream().filter(row -> !busy.contains(row.slot())).toList(),
        "false");
    return busy;
  }

  /** Those of some hours that have rows by minute. */
  static Set<RollupSlot> byMinute(Connection connection, Collection<RollupSlot> hours)
      throws SQLException {
    String sql =
        """
        select distinct v.function_id, v.at
          from unnest(?::int4[], ?::int8[]) as v(function_id, at)
          join invocation_rollup_hour r on r.function_id = v.function_id and r.at = %s
         where r.by_minute
        """
            .formatted(AT.formatted("v.at"));
    Set<RollupSlot> found = new TreeSet<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      setSlots(statement, hours);
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          found.add(new RollupSlot(rs.getInt(1), rs.getLong(2)));
        }
      }
    }
    return found;
  }

  /** Computes hours from their minutes and replaces their rows. */
  static void computeHours(Connection connection, Collection<RollupSlot> hours)
      throws SQLException {
    List<Row> rows = ofRollups(connection, hours, MINUTES, "1 hour");
    overwrite(connection, HOURS, hours, rows, "true");
  }

  /** Computes days from their hours and replaces their rows. */
  static void computeDays(Connection connection, Collection<RollupSlot> days) throws SQLException {
    overwrite(connection, DAYS, days, ofRollups(connection, days, HOURS, "1 day"), "");
  }

  /** One look a slot, by index (function, start): the day, one to each side, spares partitions. */
  private static List<Row> ofTrails(
      Connection connection, Collection<RollupSlot> slots, String length) throws SQLException {
    String sql =
        """
        select s.function_id, s.at, coalesce(t.function_version, '') as function_version, %s,
               %s as durations
          from (select v.function_id, v.at, %s as start
                  from unnest(?::int4[], ?::int8[]) as v(function_id, at)) s
          join lateral (select * from trail
                         where function_id = s.function_id
                           and started_at >= s.start
                           and started_at < s.start + interval '%s'
                           and day between (s.start at time zone 'UTC')::date - 1
                                       and (s.start at time zone 'UTC')::date + 1
                           and request_id is not null) t on true
         group by s.function_id, s.at, coalesce(t.function_version, '')
        """
            .formatted(metrics(false), RollupColumns.DURATIONS, AT.formatted("v.at"), length);
    return read(connection, sql, slots);
  }

  private static List<Row> ofRollups(
      Connection connection, Collection<RollupSlot> slots, String table, String length)
      throws SQLException {
    String sql =
        """
        select s.function_id, s.at, r.function_version, %s,
               string_agg(r.sketch, ''::bytea) as sketches
          from (select v.function_id, v.at, %s as start
                  from unnest(?::int4[], ?::int8[]) as v(function_id, at)) s
          join %s r
            on r.function_id = s.function_id and r.at >= s.start
           and r.at < s.start + interval '%s'
         group by s.function_id, s.at, r.function_version
        """
            .formatted(metrics(true), AT.formatted("v.at"), table, length);
    return read(connection, sql, slots);
  }

  static String metrics(boolean ofRollups) {
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
            RollupColumns.readDurations(rs, rollup.durations());
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

  /**
   * Replaces the rows of slots.
   *
   * @param byMinute the value of that column in SQL; empty for a table without
   */
  private static void overwrite(
      Connection connection,
      String table,
      Collection<RollupSlot> slots,
      List<Row> rows,
      String byMinute)
      throws SQLException {
    if (slots.isEmpty()) {
      return;
    }
    String delete =
        "delete from %s r using unnest(?::int4[], ?::int8[]) as v(function_id, at) where r.function_id = v.function_id and r.at = %s"
            .formatted(table, AT.formatted("v.at"));
    try (PreparedStatement statement = connection.prepareStatement(delete)) {
      setSlots(statement, slots);
      statement.executeUpdate();
    }
    if (!rows.isEmpty()) {
      insert(connection, table, rows, byMinute);
    }
  }

  private static void insert(Connection connection, String table, List<Row> rows, String byMinute)
      throws SQLException {
    StringBuilder arrays = new StringBuilder("?::int4[], ?::int8[], ?::text[]");
    for (RollupMetric m : RollupMetric.values()) {
      arrays.append(", ?::").append(RollupColumns.type(m)).append("[]");
    }
    String columns = "function_id, at, function_version, " + RollupColumns.names("%s") + ", sketch";
    String sql =
        "insert into %s (%s%s) select v.function_id, %s, v.function_version, %s, v.sketch%s from unnest(%s, ?::bytea[]) as v(%s)"
            .formatted(
                table,
                columns,
                byMinute.isEmpty() ? "" : ", by_minute",
                AT.formatted("v.at"),
                RollupColumns.names("v.%s"),
                byMinute.isEmpty() ? "" : ", " + byMinute,
                arrays,
                columns);
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
