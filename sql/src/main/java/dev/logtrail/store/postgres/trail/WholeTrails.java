package dev.logtrail.store.postgres.trail;

import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.TrailSegment;
import dev.logtrail.store.postgres.jdbc.PgTime;
import dev.logtrail.store.postgres.jdbc.PlannedOnce;
import dev.logtrail.store.postgres.jdbc.ScopeConditions;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.postgres.jdbc.SqlConditions;
import dev.logtrail.store.postgres.jdbc.TrailLookup;
import dev.logtrail.store.postgres.segment.SegmentTable;
import dev.logtrail.trail.Scope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reads trails together with their segments, in one statement and so at one moment. */
public final class WholeTrails {
  // With the day as a parameter, not a column, no other day's partition is opened.
  private static final String SELECT =
      "select "
          + TrailRows.COLUMNS
          + ", g.seg_no, g.data from trail t"
          + TrailRows.NAMES
          + " left join "
          + TrailLookup.of("seg_no, data", "trail_segment", "coalesce(t.pack_id, t.trail_id)", "?")
          + " g on true";

  private static final String ORDER = " order by t.started_at, t.trail_id, g.seg_no";

  private WholeTrails() {}

  /** Trails of one day by their ids, by start, as far as they are there and in a scope. */
  public static List<StoredTrail> ofDay(
      Connection connection, LocalDate day, Collection<Long> trailIds, Scope scope)
      throws SQLException {
    LocalDate stored = PgTime.day(day);
    SqlConditions where =
        ScopeConditions.ofTrails(
            new SqlConditions()
                .and(
                    "t.trail_id = any(?) and t.day = ?",
                    Sql.array(connection, "int8", trailIds, id -> id),
                    stored),
            scope);
    try (PreparedStatement statement = PlannedOnce.prepare(connection, SELECT + where + ORDER)) {
      statement.setObject(1, stored);
      where.bind(statement, 2);
      try (ResultSet rs = PlannedOnce.query(statement)) {
        return all(rs);
      }
    }
  }

  private static List<StoredTrail> all(ResultSet rs) throws SQLException {
    List<StoredTrail> trails = new ArrayList<>();
    List<TrailSegment> segments = new ArrayList<>();
    TrailRow row = null;
    while (rs.next()) {
      if (row == null || rs.getLong("trail_id") != row.trailId()) {
        add(row, segments, trails);
        row = TrailRows.read(rs);
      }
      byte[] data = rs.getBytes("data");
      if (data != null) {
        segments.add(
            new TrailSegment(
                rs.getInt("seg_no"),
                SegmentTable.readable(row.trailId(), rs.getInt("seg_no"), data)));
      }
    }
    add(row, segments, trails);
    return trails;
  }

  private static void add(TrailRow row, List<TrailSegment> segments, List<StoredTrail> trails) {
    if (row != null) {
      trails.add(new StoredTrail(row, List.copyOf(segments)));
      segments.clear();
    }
  }
}
