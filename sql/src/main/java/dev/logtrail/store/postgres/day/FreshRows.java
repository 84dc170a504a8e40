package dev.logtrail.store.postgres.day;

import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.postgres.segment.Repacking;
import dev.logtrail.store.postgres.segment.SegmentPacks;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Puts trails into {@link FreshTables} and takes them out, rows and events together. */
final class FreshRows {
  /** What {@link #copied} reads of a trail. */
  static final String COPIED =
      "trail_id, day, pack_id, close_reason is not null, segment_count, event_count, raw_bytes";

  private final Connection connection;
  private final String oldTrails;
  private final String freshTrails;
  private final Repacking repacking;

  /** Of the fresh table, once that is there. */
  private List<String> columns;

  FreshRows(Connection connection, FreshTables tables, LongSupplier ids) {
    this.connection = connection;
    this.oldTrails = tables.old("trail");
    this.freshTrails = tables.fresh("trail");
    this.repacking = new Repacking(tables.old("trail_segment"), tables.fresh("trail_segment"), ids);
  }

  static Repacking.Copied copied(ResultSet rs) throws SQLException {
    return new Repacking.Copied(
        rs.getLong(1),
        rs.getObject(2, LocalDate.class),
        rs.getObject(3, Long.class),
        rs.getBoolean(4),
        rs.getInt(5),
        rs.getInt(6),
        rs.getLong(7));
  }

  /** Copies events and rows, in the order of the list. */
  void copy(List<Repacking.Copied> trails, boolean alone) throws SQLException {
    if (trails.isEmpty()) {
      return;
    }
    Map<Long, Long> packs = repacking.copy(connection, trails, alone);
    if (columns == null) {
      columns = columns();
    }
    String sql =
        """
        insert into %s (%s)
        select %s
          from unnest(?::int8[], ?::int8[]) with ordinality as v(trail_id, pack_id, i)
         cross join lateral (select * from %s where trail_id = v.trail_id offset 0) t
         order by v.i
        """
            .formatted(
                freshTrails,
                String.join(", ", columns),
                columns.stream()
                    .map(c -> c.equals("pack_id") ? "v.pack_id" : "t." + c)
                    .collect(Collectors.joining(", ")),
                oldTrails);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, Sql.array(connection, "int8", trails, Repacking.Copied::trailId));
      statement.setArray(
          2, Sql.array(connection, "int8", trails, trail -> packs.get(trail.trailId())));
      statement.executeUpdate();
    }
  }

  private List<String> columns() throws SQLException {
    String sql =
        """
        select attname from pg_attribute
         where attrelid = ?::regclass and attnum > 0 and not attisdropped order by attnum
        """;
    List<String> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, freshTrails);
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          found.add(rs.getString(1));
        }
      }
    }
    return found;
  }

  /** Trails that are here and no longer among the old ones. */
  List<Long> gone() throws SQLException {
    String sql =
        """
        select n.trail_id from %s n
         where not exists (select 1 from %s o where o.trail_id = n.trail_id and o.day = n.day)
        """
            .formatted(freshTrails, oldTrails);
    List<Long> gone = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rs = statement.executeQuery()) {
      while (rs.next()) {
        gone.add(rs.getLong(1));
      }
    }
    return gone;
  }

  /** Takes trails out, as far as they are here. */
  void remove(List<Long> trails) throws SQLException {
    if (trails.isEmpty()) {
      return;
    }
    List<SegmentPacks.Member> packed = new ArrayList<>();
    String sql =
        "delete from %s where trail_id = any(?) returning trail_id, day, pack_id"
            .formatted(freshTrails);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, Sql.array(connection, "int8", trails, id -> id));
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          SegmentPacks.Member member = SegmentPacks.Member.of(rs);
          if (member != null) {
            packed.add(member);
          }
        }
      }
    }
    repacking.remove(connection, trails, packed);
  }
}
