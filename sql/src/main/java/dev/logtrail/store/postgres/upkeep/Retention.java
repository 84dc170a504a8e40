package dev.logtrail.store.postgres.upkeep;

import dev.logtrail.store.postgres.search.BloomTable;
import dev.logtrail.store.postgres.segment.SegmentPacks;
import dev.logtrail.store.postgres.trail.Partitions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;

/** Drops what is older than the retention. */
final class Retention {
  /** Writers look up the streams they write to anew each day. */
  private static final int STREAM_IN_USE_DAYS = 3;

  /** A log result stays as long as a trail shows it. */
  private static final String LOG_RESULTS =
      """
      delete from log_result r
       where r.listed_at < ?
         and not exists (select 1 from trail t
                          where t.request_id = request_key(r.request_id) and t.function_id = r.function_id)
      """;

  private final Partitions partitions;
  private final LocalDate today;
  private final LocalDate firstKept;

  /**
   * A retention.
   *
   * @param today the UTC day
   * @param firstKept the oldest day whose trails stay
   */
  Retention(Partitions partitions, LocalDate today, LocalDate firstKept) {
    this.partitions = partitions;
    this.today = today;
    this.firstKept = firstKept;
  }

  record Dropped(int partitions, int trails, int logResults, int streams) {}

  Dropped apply(Connection connection) throws SQLException {
    int dropped = partitions.dropBefore(connection, firstKept);
    BloomTable.deleteBefore(connection, firstKept);
    int trails = deleteUndated(connection, "past") + deleteUndated(connection, "future");
    int results = delete(connection, LOG_RESULTS, firstKept);
    int streams = dropped + trails > 0 ? deleteStreams(connection) : 0;
    return new Dropped(dropped, trails, results, streams);
  }

  /** Trails whose own dates are absurd go when they were last written long ago. */
  private int deleteUndated(Connection connection, String partition) throws SQLException {
    String sql =
        """
        with gone as (delete from trail_%1$s where written_on < ?
                      returning trail_id, day, pack_id, function_id, request_id, started_at),
             marks as (insert into rollup_dirty (function_id, at)
                       select distinct function_id,
                              date_bin('1 minute', started_at, '0001-01-01 00:00+00')
                         from gone where request_id is not null and started_at > '-infinity'),
             segments as (delete from trail_segment_%1$s g using gone
                           where g.trail_id = gone.trail_id and g.day = gone.day)
        select trail_id, day, pack_id from gone
        """
            .formatted(partition);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, firstKept);
      return SegmentPacks.takeGone(connection, statement);
    }
  }

  private int deleteStreams(Connection connection) throws SQLException {
    return delete(
        connection,
        """
        delete from log_stream s
         where s.used_on < ?
           and not exists (select 1 from trail t where t.stream_id = s.stream_id)
        """,
        firstKept.isBefore(today.minusDays(STREAM_IN_USE_DAYS))
            ? firstKept
            : today.minusDays(STREAM_IN_USE_DAYS));
  }

  private static int delete(Connection connection, String sql, LocalDate before)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, before);
      return statement.executeUpdate();
    }
  }
}
