package dev.logtrail.store.postgres.trail;

import dev.logtrail.limit.AnswerMemory;
import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.StreamContext;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.postgres.segment.SegmentTable;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.TrailKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads many small streams whole, in a few statements for all of them. */
public final class SmallStreams {
  /** Memory that one answer may take. */
  private static final long ANSWER_BYTES = 32L << 20;

  private SmallStreams() {}

  /**
   * Reads them.
   *
   * @param ids the streams' numbers, null for one that is not stored
   * @return without streams that are not small, or do not fit into the answer
   */
  public static Map<LogStream, StreamContext> read(Connection connection, Map<LogStream, Long> ids)
      throws SQLException {
    Map<LogStream, StreamContext> found = new HashMap<>();
    List<Long> stored = ids.values().stream().filter(Objects::nonNull).toList();
    Set<Long> small = stored.isEmpty() ? Set.of() : small(connection, stored);
    Map<LogStream, List<StoredTrail>> trails = small.isEmpty() ? Map.of() : all(connection, small);
    ids.forEach(
        (stream, id) -> {
          if (id == null || small.contains(id)) {
            found.put(stream, whole(trails.getOrDefault(stream, List.of())));
          }
        });
    return found;
  }

  private static StreamContext whole(List<StoredTrail> trails) {
    Set<String> requestIds =
        trails.stream()
            .map(t -> t.row().header().key())
            .filter(key -> !key.isEnvironment())
            .map(TrailKey::requestId)
            .collect(Collectors.toSet());
    return new StreamContext(trails, true, requestIds);
  }

  private static Set<Long> small(Connection connection, List<Long> ids) throws SQLException {
    String sql =
        """
        select v.id, count(t.n), coalesce(sum(t.event_count), 0), coalesce(sum(t.raw_bytes), 0)
          from unnest(?::int8[]) as v(id)
          left join lateral (select x.n, x.event_count, x.raw_bytes from trail x
                              where x.stream_id = v.id limit ?) t on true
         group by v.id
        """;
    Set<Long> small = new HashSet<>();
    long bytes = 0;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, Sql.array(connection, "int8", ids, id -> id));
      statement.setInt(2, StreamContextQuery.WHOLE_TRAILS + 1);
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          long events = rs.getLong(3);
          long size = AnswerMemory.bytesOf(rs.getLong(4), Math.toIntExact(events));
          if (StreamContextQuery.isSmall(rs.getLong(2), events) && bytes + size <= ANSWER_BYTES) {
            bytes += size;
            small.add(rs.getLong(1));
          }
        }
      }
    }
    return small;
  }

  private static Map<LogStream, List<StoredTrail>> all(Connection connection, Set<Long> ids)
      throws SQLException {
    String sql = TrailRows.SELECT + " where t.stream_id = any(?)";
    List<TrailRow> rows;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, Sql.array(connection, "int8", ids, id -> id));
      rows = TrailRows.all(statement);
    }
    StreamContextQuery.expect(rows);
    Map<LogStream, List<StoredTrail>> trails = new HashMap<>();
    for (StoredTrail trail : SegmentTable.withSegments(connection, rows)) {
      LogStream stream = trail.row().header().key().stream();
      trails.computeIfAbsent(stream, s -> new ArrayList<>()).add(trail);
    }
    return trails;
  }
}
