package dev.logtrail.faults.check;

import dev.logtrail.faults.target.Target;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Holds the tables to each other: one row a trail, rows to their segments, statistics by minute,
 * hour and day to the trails that they were made from, changes to the trails that they name.
 */
final class StoreCheck {
  private static final String MINUTES =
      """
      with want as (
        select function_id, date_bin('1 minute', started_at, '0001-01-01 00:00+00') as at,
               coalesce(function_version, '') as version, count(*) as requests,
               count(*) filter (where outcome = 5) as successes,
               count(*) filter (where cold_start) as cold_starts,
               sum(event_count)::int8 as events, sum(raw_bytes)::int8 as raw_bytes,
               coalesce(sum(billed_duration_ms), 0)::int8 as billed_ms
          from trail t
         where request_id is not null and started_at > '-infinity'
           and exists (select from invocation_rollup_hour h
                        where h.function_id = t.function_id and h.by_minute
                          and h.at = date_bin('1 hour', started_at, '0001-01-01 00:00+00'))
         group by 1, 2, 3),
      have as (
        select function_id, at, function_version as version, requests, successes, cold_starts,
               events, raw_bytes, billed_ms
          from invocation_rollup
         where requests > 0)
      (select 'without statistics', * from (select * from want except select * from have) a
       union all
       select 'without trails', * from (select * from have except select * from want) b)
      """;

  private static final String LONGER =
      """
      with want as (
        select function_id, date_bin('%2$s', started_at, '0001-01-01 00:00+00') as at,
               coalesce(function_version, '') as version, count(*) as requests,
               sum(event_count)::int8 as events,
               coalesce(sum(billed_duration_ms), 0)::int8 as billed_ms
          from trail
         where request_id is not null and started_at > '-infinity'
         group by 1, 2, 3),
      have as (
        select function_id, at, function_version as version, requests, events, billed_ms
          from %1$s)
      (select 'without statistics', * from (select * from want except select * from have) a
       union all
       select 'without trails', * from (select * from have except select * from want) b)
      """;

  private static final Map<String, String> QUERIES = new LinkedHashMap<>();

  static {
    QUERIES.put(
        "trail with more than one row",
        "select stream_id, request_id, n, count(*) from trail group by 1, 2, 3 having count(*) > 1");
    QUERIES.put(
        "trail whose segments do not come to its count",
        """
        select t.trail_id, t.request_id, t.event_count, s.events
          from trail t
          left join (select trail_id, day, sum(event_count) as events, count(*) as segments
                       from trail_segment group by 1, 2) s using (trail_id, day)
         where t.pack_id is null
           and (t.event_count <> coalesce(s.events, 0) or t.segment_count <> coalesce(s.segments, 0))
        """);
    QUERIES.put(
        "pack that does not come to the counts of its trails",
        """
        select t.pack_id, t.day, t.events, s.event_count
          from (select pack_id, day, sum(event_count) as events, max(segment_count) as segments
                  from trail where pack_id is not null group by 1, 2) t
          left join trail_segment s on s.trail_id = t.pack_id and s.day = t.day
         where t.segments <> 1 or t.events <> coalesce(s.event_count, 0)
        """);
    QUERIES.put(
        "segment without a trail",
        """
        select trail_id, day, seg_no from trail_segment s
         where not exists (select from trail t
                            where coalesce(t.pack_id, t.trail_id) = s.trail_id and t.day = s.day)
        """);
    QUERIES.put("minute of statistics that differs from its trails", MINUTES);
    QUERIES.put(
        "hour of statistics that differs from its trails",
        LONGER.formatted("invocation_rollup_hour", "1 hour"));
    QUERIES.put(
        "day of statistics that differs from its trails",
        LONGER.formatted("invocation_rollup_day", "1 day"));
    QUERIES.put(
        "change that is older than the one before it",
        """
        select flush_no, at, earlier
          from (select flush_no, at, lag(at) over (order by flush_no) as earlier from change) c
         where at < earlier - interval '3 hours'
        """);
  }

  private StoreCheck() {}

  /** Whether all statistics are up to date and nothing waits in the inbox. */
  /** Deliveries and statistics that are under way; {@link Integer#MAX_VALUE} if nobody tells. */
  static int underWay(Target target) {
    try (Connection connection = target.connect();
        Statement statement = connection.createStatement();
        ResultSet rs =
            statement.executeQuery(
                "select (select count(*) from rollup_dirty) + (select count(*) from inbox)")) {
      rs.next();
      return rs.getInt(1);
    } catch (IOException | SQLException e) {
      return Integer.MAX_VALUE;
    }
  }

  static void check(Target target, Findings findings) throws IOException, SQLException {
    try (Connection connection = target.connect();
        Statement statement = connection.createStatement()) {
      for (Map.Entry<String, String> query : QUERIES.entrySet()) {
        try (ResultSet rs = statement.executeQuery(query.getValue())) {
          while (rs.next()) {
            findings.add(query.getKey(), row(rs));
          }
        }
      }
    }
  }

  private static String row(ResultSet rs) throws SQLException {
    StringBuilder row = new StringBuilder();
    for (int i = 1; i <= rs.getMetaData().getColumnCount(); i++) {
      row.append(i == 1 ? "" : ", ").append(rs.getMetaData().getColumnLabel(i)).append(' ');
      row.append(rs.getString(i));
    }
    return row.toString();
  }
}
