package dev.logtrail.store.postgres.trail;

import dev.logtrail.limit.AnswerMemory;
import dev.logtrail.limit.EventLimits;
import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.StreamContext;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.postgres.jdbc.PgTime;
import dev.logtrail.store.postgres.jdbc.RequestKey;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.postgres.segment.SegmentTable;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.TrailHeader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the part of a log stream around some events; all by index {@code trail_stream_start}. A
 * small stream is read whole.
 */
public final class StreamContextQuery {
  static final int WHOLE_TRAILS = 500;
  static final int WHOLE_EVENTS = 5_000;

  /** Text of a stream that is read whole. */
  private static final long WHOLE_BYTES = 16L << 20;

  /** The end of what a trail covers; {@code greatest} passes over nulls. */
  private static final String LAST = "greatest(t.started_at, t.ended_at, t.last_event_at)";

  private final Connection connection;
  private final long streamId;

  public StreamContextQuery(Connection connection, long streamId) {
    this.connection = connection;
    this.streamId = streamId;
  }

  /**
   * Reads it.
   *
   * @throws dev.logtrail.limit.AnswerTooLargeException if there is no memory for it
   */
  public StreamContext read(long from, long to, Set<String> requestIds, int contextRequests)
      throws SQLException {
    Contents contents = contents();
    List<TrailRow> rows;
    if (contents.isSmall()) {
      rows = query(TrailRows.SELECT + " where t.stream_id = ?", s -> s.setLong(1, streamId));
    } else {
      rows = around(from, to, requestIds, contextRequests);
    }
    expect(rows);
    List<StoredTrail> trails = SegmentTable.withSegments(connection, rows);
    return new StreamContext(trails, contents.isSmall(), contents.requestIds());
  }

  /** Takes the memory for trails before their events are read. */
  static void expect(List<TrailRow> rows) {
    AnswerMemory.expect(
        rows.stream().mapToLong(r -> AnswerMemory.bytesOf(r.rawBytes(), r.eventCount())).sum());
  }

  /** What the stream holds; {@code requestIds} is null if there are too many. */
  private record Contents(Set<String> requestIds, long trails, long events, long bytes) {
    boolean isSmall() {
      return requestIds != null
          && bytes <= WHOLE_BYTES
          && StreamContextQuery.isSmall(trails, events);
    }
  }

  private Contents contents() throws SQLException {
    // One group more than ids may be, and one for environment trails.
    String sql =
        """
        select request_id, count(*), sum(event_count), sum(raw_bytes) from trail
         where stream_id = ? group by request_id limit ?
        """;
    Set<String> ids = new HashSet<>();
    long trails = 0;
    long events = 0;
    long bytes = 0;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, streamId);
      statement.setInt(2, EventLimits.STREAM_REQUEST_IDS + 2);
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          String id = RequestKey.decode(rs.getBytes(1));
          if (id != null) {
            ids.add(id);
          }
          trails += rs.getLong(2);
          events += rs.getLong(3);
          bytes += rs.getLong(4);
        }
      }
    }
    Set<String> known = ids.size() > EventLimits.STREAM_REQUEST_IDS ? null : ids;
    return new Contents(known, trails, events, bytes);
  }

  private List<TrailRow> around(long from, long to, Set<String> requestIds, int contextRequests)
      throws SQLException {
    Map<Long, TrailRow> found = new LinkedHashMap<>();
    overlapping(from, to, requestIds).forEach(r -> found.put(r.trailId(), r));
    nearest(from, true, contextRequests).forEach(r -> found.put(r.trailId(), r));
    nearest(to, false, contextRequests).forEach(r -> found.put(r.trailId(), r));
    environments(from, to, found).forEach(r -> found.put(r.trailId(), r));
    return new ArrayList<>(found.values());
  }

  private List<TrailRow> overlapping(long from, long to, Set<String> requestIds)
      throws SQLException {
    String sql =
        TrailRows.SELECT
            + " where t.stream_id = ? and (t.request_id = any(?) or t.started_at <= ? and "
            + LAST
            + " >= ?)";
    return query(
        sql,
        statement -> {
          statement.setLong(1, streamId);
          statement.setArray(2, Sql.array(connection, "bytea", requestIds, RequestKey::encode));
          statement.setObject(3, PgTime.timestamp(to));
          statement.setObject(4, PgTime.timestamp(from));
        });
  }

  /** Requests that lie wholly before {@code time}, or start after it. */
  private List<TrailRow> nearest(long time, boolean before, int count) throws SQLException {
    String sql =
        TrailRows.SELECT
            + " where t.stream_id = ? and t.request_id is not null and "
            + (before ? "t.started_at < ? and " + LAST + " < ?" : "t.started_at > ?")
            + " order by t.started_at "
            + (before ? "desc" : "asc")
            + " limit ?";
    return query(
        sql,
        statement -> {
          int at = 1;
          statement.setLong(at++, streamId);
          statement.setObject(at++, PgTime.timestamp(time));
          if (before) {
            statement.setObject(at++, PgTime.timestamp(time));
          }
          statement.setInt(at, count);
        });
  }

  /** Environment trails of every day that the span or a found trail reaches. */
  private List<TrailRow> environments(long from, long to, Map<Long, TrailRow> found)
      throws SQLException {
    List<Integer> first = new ArrayList<>(List.of(day(from)));
    List<Integer> last = new ArrayList<>(List.of(day(to)));
    for (TrailRow row : found.values()) {
      TrailHeader header = row.header();
      first.add(day(header.startedAt()));
      last.add(day(header.lastEventAt() == null ? header.startedAt() : header.lastEventAt()));
    }
    String sql =
        TrailRows.SELECT
            + " where t.stream_id = ? and t.request_id is null and exists (select 1"
            + " from unnest(?::int4[], ?::int4[]) as d(first, last)"
            + " where t.n between d.first and d.last)";
    return query(
        sql,
        statement -> {
          statement.setLong(1, streamId);
          statement.setArray(2, Sql.array(connection, "int4", first, day -> day));
          statement.setArray(3, Sql.array(connection, "int4", last, day -> day));
        });
  }

  /** The number of the environment trail that holds events of a time. */
  private static int day(Long time) {
    boolean unknown = time == null || time == LogEvent.UNKNOWN_TIME;
    return unknown ? 0 : Math.toIntExact(PgTime.dayOf(time).toEpochDay());
  }

  /** Whether a stream that holds so much is read whole. */
  static boolean isSmall(long trails, long events) {
    return trails <= WHOLE_TRAILS && events <= WHOLE_EVENTS;
  }

  private interface Binder {
    void bind(PreparedStatement statement) throws SQLException;
  }

  private List<TrailRow> query(String sql, Binder binder) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      binder.bind(statement);
      return TrailRows.all(statement);
    }
  }
}
