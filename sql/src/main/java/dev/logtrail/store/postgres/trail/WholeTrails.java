package dev.logtrail.store.postgres.trail;

import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.TrailSegment;
import dev.logtrail.store.postgres.jdbc.TrailLookup;
import dev.logtrail.store.postgres.segment.SegmentTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads trails together with their segments, in one statement and so at one moment. */
public final class WholeTrails {
  /** Selects trails {@code t}, a row for each segment; conditions and {@link #ORDER} follow. */
  public static final String SELECT =
      "select "
          + TrailRows.COLUMNS
          + ", g.seg_no, g.data from trail t"
          + TrailRows.JOINS
          + " left join "
          + TrailLookup.of(
              "seg_no, data", "trail_segment", "coalesce(t.pack_id, t.trail_id)", "t.day")
          + " g on true";

  public static final String ORDER = " order by t.started_at, t.trail_id, g.seg_no";

  private WholeTrails() {}

  /** All trails of the result of a query that was made from the constants here. */
  public static List<StoredTrail> all(ResultSet rs) throws SQLException {
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
