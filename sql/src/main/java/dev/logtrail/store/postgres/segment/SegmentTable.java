package dev.logtrail.store.postgres.segment;

import dev.logtrail.limit.AnswerMemory;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.TrailSegment;
import dev.logtrail.store.TrailWrite;
import dev.logtrail.store.UnreadableValues;
import dev.logtrail.store.postgres.jdbc.BinaryCopy;
import dev.logtrail.store.postgres.jdbc.PgTime;
import dev.logtrail.store.postgres.jdbc.PlannedOnce;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.postgres.jdbc.TrailLookup;
import dev.logtrail.trail.TrailEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes and reads rows of table {@code trail_segment}. */
public final class SegmentTable {
  static final String COPY_TARGET =
      "trail_segment (trail_id, day, seg_no, event_count, raw_bytes, data)";

  private SegmentTable() {}

  private record Encoded(TrailRow row, int segNo, EncodedSegment segment) {}

  private record Removed(TrailRow row, int segNo) {}

  /**
   * Inserts or replaces the writes' segments and deletes those that are no more, or go into packs.
   */
  public static void write(Connection connection, Collection<TrailWrite> writes, SegmentPacks packs)
      throws SQLException {
    List<TrailWrite> own = writes.stream().filter(w -> packs.packOf(w.row()) == null).toList();
    upsert(connection, encode(own));
    List<Removed> removed = new ArrayList<>();
    for (TrailWrite write : own) {
      write.removedSegments().forEach(segNo -> removed.add(new Removed(write.row(), segNo)));
    }
    delete(connection, removed);
    deleteAll(
        connection,
        writes.stream().map(TrailWrite::row).filter(r -> packs.packOf(r) != null).toList());
  }

  /**
   * Gives trails that are in packs, and whose events change, segments of their own again.
   *
   * @return the packs of those whose events stay as they are, by trail id
   */
  public static Map<Long, Long> unpack(Connection connection, Collection<TrailWrite> writes)
      throws SQLException {
    Map<Long, TrailWrite> changing = new HashMap<>();
    writes.stream()
        .filter(w -> !w.segments().isEmpty() || !w.removedSegments().isEmpty())
        .forEach(w -> changing.put(w.row().trailId(), w));
    Map<Long, Long> kept = new HashMap<>();
    List<SegmentPacks.Member> leaving = new ArrayList<>();
    for (SegmentPacks.Member member :
        SegmentPacks.members(connection, writes.stream().map(TrailWrite::row).toList())) {
      if (changing.containsKey(member.trailId())) {
        leaving.add(member);
      } else {
        kept.put(member.trailId(), member.packId());
      }
    }
    List<Encoded> alone = new ArrayList<>();
    SegmentPacks.take(connection, leaving)
        .forEach(
            (trailId, events) -> {
              TrailRow row = changing.get(trailId).row();
              alone.add(new Encoded(row, 0, SegmentCodec.encode(events)));
            });
    upsert(connection, alone);
    return kept;
  }

  /** Appends the segments of trails that are certainly new. */
  public static void append(Connection connection, Collection<TrailWrite> writes)
      throws SQLException {
    List<Encoded> segments = encode(writes);
    if (segments.isEmpty()) {
      return;
    }
    BinaryCopy copy = new BinaryCopy(connection, COPY_TARGET, 6);
    try {
      for (Encoded segment : segments) {
        copy.row();
        copy.int8(segment.row().trailId());
        copy.date(PgTime.dayNumber(segment.row().day()));
        copy.int4(segment.segNo());
        copy.int4(segment.segment().eventCount());
        copy.int4(segment.segment().rawBytes());
        copy.bytea(segment.segment().data());
      }
      copy.end();
    } finally {
      copy.cancel();
    }
  }

  private static List<Encoded> encode(Collection<TrailWrite> writes) {
    List<Encoded> segments = new ArrayList<>();
    for (TrailWrite write : writes) {
      for (TrailSegment segment : write.segments()) {
        EncodedSegment encoded = SegmentCodec.encode(segment.events());
        segments.add(new Encoded(write.row(), segment.segNo(), encoded));
      }
    }
    segments.sort(
        Comparator.comparing((Encoded e) -> e.row().trailId()).thenComparing(Encoded::segNo));
    return segments;
  }

  private static void upsert(Connection connection, List<Encoded> segments) throws SQLException {
    if (segments.isEmpty()) {
      return;
    }
    String sql =
        """
        insert into trail_segment (trail_id, day, seg_no, event_count, raw_bytes, data)
        select v.trail_id, date '1970-01-01' + v.day, v.seg_no, v.event_count, v.raw_bytes, v.data
          from unnest(?::int8[], ?::int4[], ?::int4[], ?::int4[], ?::int4[], ?::bytea[])
            as v(trail_id, day, seg_no, event_count, raw_bytes, data)
        on conflict (trail_id, day, seg_no) do update
           set event_count = excluded.event_count, raw_bytes = excluded.raw_bytes,
               data = excluded.data
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, Sql.array(connection, "int8", segments, e -> e.row().trailId()));
      statement.setArray(
          2, Sql.array(connection, "int4", segments, e -> PgTime.dayNumber(e.row().day())));
      statement.setArray(3, Sql.array(connection, "int4", segments, Encoded::segNo));
      statement.setArray(4, Sql.array(connection, "int4", segments, e -> e.segment().eventCount()));
      statement.setArray(5, Sql.array(connection, "int4", segments, e -> e.segment().rawBytes()));
      statement.setArray(6, Sql.array(connection, "bytea", segments, e -> e.segment().data()));
      statement.executeUpdate();
    }
  }

  private static void delete(Connection connection, List<Removed> removed) throws SQLException {
    if (removed.isEmpty()) {
      return;
    }
    String sql =
        """
        delete from trail_segment
         where trail_id = any(?) and day between ? and ?
           and (trail_id, seg_no) in (select * from unnest(?::int8[], ?::int4[]))
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      setIdsAndDays(statement, 1, removed.stream().map(Removed::row).toList());
      statement.setArray(4, Sql.array(connection, "int8", removed, r -> r.row().trailId()));
      statement.setArray(5, Sql.array(connection, "int4", removed, Removed::segNo));
      statement.executeUpdate();
    }
  }

  /** Deletes the segments of some trails, but for what packs hold of them. */
  public static void deleteAll(Connection connection, List<TrailRow> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    String sql = "delete from trail_segment where trail_id = any(?) and day between ? and ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      setIdsAndDays(statement, 1, rows);
      statement.executeUpdate();
    }
  }

  /** A pack is read once for all of its trails that are asked for. */
  private static final String OF_NAMED =
      """
      with keys as materialized (
        select v.trail_id, p.key, date '1970-01-01' + v.day as day
          from %s cross join %s p)
      select k.trails, g.seg_no, g.data
        from (select key, day, array_agg(trail_id) as trails from keys group by key, day) k
       cross join %s g
       order by k.key, g.seg_no
      """
          .formatted(
              TrailLookup.NAMED,
              TrailLookup.ofNamed("coalesce(pack_id, trail_id) as key", "trail"),
              TrailLookup.of("seg_no, data", "trail_segment", "k.key", "k.day"));

  /** The rows with all their segments, in the rows' order. */
  public static List<StoredTrail> withSegments(Connection connection, List<TrailRow> rows)
      throws SQLException {
    if (rows.isEmpty()) {
      return List.of();
    }
    Map<Long, List<TrailSegment>> byTrail = new HashMap<>();
    try (PreparedStatement statement = PlannedOnce.prepare(connection, OF_NAMED)) {
      statement.setArray(1, Sql.array(connection, "int8", rows, TrailRow::trailId));
      statement.setArray(2, Sql.array(connection, "int4", rows, r -> PgTime.dayNumber(r.day())));
      try (ResultSet rs = PlannedOnce.query(statement)) {
        while (rs.next()) {
          List<Long> trails = List.of((Long[]) rs.getArray(1).getArray());
          int segNo = rs.getInt(2);
          readable(trails, segNo, rs.getBytes(3))
              .forEach(
                  (id, events) ->
                      byTrail
                          .computeIfAbsent(id, i -> new ArrayList<>())
                          .add(new TrailSegment(segNo, events)));
        }
      }
    }
    return rows.stream()
        .map(r -> new StoredTrail(r, byTrail.getOrDefault(r.trailId(), List.of())))
        .toList();
  }

  /**
   * Sets three parameters: trail ids, first day, last day. Trail ids are unique; the days only
   * spare looking into other partitions.
   */
  public static void setIdsAndDays(PreparedStatement statement, int at, List<TrailRow> rows)
      throws SQLException {
    List<LocalDate> days = rows.stream().map(r -> PgTime.day(r.day())).sorted().toList();
    statement.setArray(at, Sql.array(statement.getConnection(), "int8", rows, TrailRow::trailId));
    statement.setObject(at + 1, days.get(0));
    statement.setObject(at + 2, days.get(days.size() - 1));
  }

  /**
   * The events of a stored segment; none, and that is noted, if it cannot be read. An answer that
   * is being made holds their memory.
   *
   * @throws dev.logtrail.limit.AnswerTooLargeException if there is no memory for the answer
   */
  public static List<TrailEvent> readable(long trailId, int segNo, byte[] data) {
    return readable(List.of(trailId), segNo, data).get(trailId);
  }

  private static Map<Long, List<TrailEvent>> readable(List<Long> trails, int segNo, byte[] data) {
    Map<Long, List<TrailEvent>> events = new HashMap<>();
    Map<Long, byte[]> pack = null;
    long bytes = data.length;
    for (long trailId : trails) {
      try {
        if (pack == null && PackCodec.isPack(data)) {
          pack = PackCodec.decode(data);
        }
        List<TrailEvent> own =
            pack == null ? SegmentCodec.decode(data) : SegmentCodec.ofPack(pack, trailId);
        bytes += memoryOf(own);
        events.put(trailId, own);
      } catch (StoreException e) {
        UnreadableValues.note("segment " + segNo + " of trail " + trailId, e);
        events.put(trailId, List.of());
      }
    }
    AnswerMemory.hold(bytes);
    return events;
  }

  private static long memoryOf(List<TrailEvent> events) {
    long chars = 0;
    for (TrailEvent event : events) {
      chars += event.event().message().length();
    }
    return AnswerMemory.bytesOf(chars, events.size());
  }
}
