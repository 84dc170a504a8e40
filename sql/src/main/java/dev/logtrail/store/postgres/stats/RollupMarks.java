package dev.logtrail.store.postgres.stats;

import dev.logtrail.store.postgres.jdbc.ScopeConditions;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.postgres.jdbc.SqlConditions;
import dev.logtrail.trail.Scope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * The marks on minutes whose rollups are to be computed anew. A mark is set in the transaction that
 * changes a trail, and taken away in the one that computes the minute: the statement that computes
 * begins after the mark was read, so it sees all that the mark stands for; what is committed later
 * brings a mark of its own.
 */
public final class RollupMarks {
  private RollupMarks() {}

  /** Marks minutes, in any order and as often as they come. */
  public static void set(Connection connection, Collection<RollupSlot> minutes)
      throws SQLException {
    Set<RollupSlot> slots = new HashSet<>(minutes);
    if (slots.isEmpty()) {
      return;
    }
    String sql =
        """
        insert into rollup_dirty (function_id, at)
        select v.function_id, timestamptz 'epoch' + v.at * interval '1 millisecond'
          from unnest(?::int4[], ?::int8[]) as v(function_id, at)
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, Sql.array(connection, "int4", slots, RollupSlot::functionId));
      statement.setArray(2, Sql.array(connection, "int8", slots, RollupSlot::at));
      statement.executeUpdate();
    }
  }

  /**
   * Marks every minute that has a rollup on the days {@code [from, to)} and one to each side, and a
   * minute of each hour that has none by minute.
   */
  public static void setAround(Connection connection, LocalDate from, LocalDate to)
      throws SQLException {
    String sql =
        """
        insert into rollup_dirty (function_id, at)
        select function_id, at
          from (select function_id, at from invocation_rollup
                union
                select function_id, at from invocation_rollup_hour where not by_minute) r
         where at >= ?::date::timestamp at time zone 'UTC' - interval '1 day'
           and at < ?::date::timestamp at time zone 'UTC' + interval '1 day'
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, from);
      statement.setObject(2, to);
      statement.executeUpdate();
    }
  }

  /**
   * Marks that were taken away.
   *
   * @param minutes what they stand for
   * @param count how many they were
   */
  record Taken(Set<RollupSlot> minutes, int count) {}

  /** Takes some marks away, the oldest in the table first. */
  static Taken take(Connection connection, int marks) throws SQLException {
    // By place in the table: sorting out which minutes to take would read all of a long queue.
    String sql =
        """
        delete from rollup_dirty where ctid = any(array(select ctid from rollup_dirty limit ?))
        returning function_id, (extract(epoch from at) * 1000)::int8
        """;
    Set<RollupSlot> minutes = new TreeSet<>();
    int count = 0;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, marks);
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          minutes.add(new RollupSlot(rs.getInt(1), rs.getLong(2)));
          count++;
        }
      }
    }
    return new Taken(minutes, count);
  }

  /** How many minutes of a scope are marked; counts no further than {@code most}. */
  static int count(Connection connection, int most, Scope scope) throws SQLException {
    SqlConditions where = ScopeConditions.ofWholeFunctions(new SqlConditions(), scope);
    String functions =
        scope.isAll()
            ? ""
            : " where function_id in (select f.function_id from function f" + where + ")";
    String sql =
        "select count(*) from (select 1 from rollup_dirty"
            + functions
            + " group by function_id, at limit ?) marked";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(where.bind(statement), most);
      try (ResultSet rs = statement.executeQuery()) {
        rs.next();
        return rs.getInt(1);
      }
    }
  }
}
