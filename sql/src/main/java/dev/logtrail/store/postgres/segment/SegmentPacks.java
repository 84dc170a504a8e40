package dev.logtrail.store.postgres.segment;

import dev.logtrail.store.TrailRow;
import dev.logtrail.store.TrailWrite;
import dev.logtrail.store.postgres.jdbc.BinaryCopy;
import dev.logtrail.store.postgres.jdbc.PgTime;
import dev.logtrail.store.postgres.jdbc.Sql;
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
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * The packs of one flush: small trails that are closed when they are written share rows of {@code
 * trail_segment}, since most of what they say they have in common. A pack holds exactly the trails
 * whose {@code pack_id} names it: a trail that is written again or deleted is taken out.
 */
public final class SegmentPacks {
  /** Trails of a pack at most: to read one of them, the others are decompressed too. */
  static final int MAX_TRAILS = 16;

  /** Text of a pack at most, and of each of its trails, in bytes. */
  static final int MAX_RAW_BYTES = 32 << 10;

  static final int MAX_TRAIL_BYTES = 8 << 10;

  /** Trails of a function side by side: they have most in common. */
  private static final Comparator<TrailWrite> ORDER =
      Comparator.comparing((TrailWrite w) -> PgTime.day(w.row().day()))
          .thenComparing(w -> w.row().header().functionName())
          .thenComparing(w -> w.row().trailId());

  private record Pack(long id, List<TrailWrite> writes) {}

  private final List<Pack> packs = new ArrayList<>();
  private final Map<Long, Long> packIds = new HashMap<>();

  private SegmentPacks() {}

  /**
   * Chooses what is packed.
   *
   * @param ids draws a number that no trail has
   */
  public static SegmentPacks of(Collection<TrailWrite> writes, LongSupplier ids) {
    SegmentPacks packs = new SegmentPacks();
    List<TrailWrite> group = new ArrayList<>();
    long bytes = 0;
    for (TrailWrite write : writes.stream().filter(SegmentPacks::fits).sorted(ORDER).toList()) {
      boolean full =
          group.size() == MAX_TRAILS
              || bytes + write.row().rawBytes() > MAX_RAW_BYTES
              || !group.isEmpty() && !day(group.get(0).row()).equals(day(write.row()));
      if (full) {
        packs.add(group, ids);
        bytes = 0;
      }
      group.add(write);
      bytes += write.row().rawBytes();
    }
    packs.add(group, ids);
    return packs;
  }

  /** Whether a trail is small, closed, and wholly in the write. */
  private static boolean fits(TrailWrite write) {
    TrailRow row = write.row();
    return row.header().closeReason() != null
        && row.segmentCount() == 1
        && row.rawBytes() <= MAX_TRAIL_BYTES
        && write.segments().size() == 1
        && write.segments().get(0).segNo() == 0
        && write.segments().get(0).events().size() == row.eventCount();
  }

  private void add(List<TrailWrite> group, LongSupplier ids) {
    if (group.size() > 1) {
      Pack pack = new Pack(ids.getAsLong(), List.copyOf(group));
      packs.add(pack);
      group.forEach(write -> packIds.put(write.row().trailId(), pack.id()));
    }
    group.clear();
  }

  private static LocalDate day(TrailRow row) {
    return PgTime.day(row.day());
  }

  /** The pack that a trail goes into; null if it gets rows of its own. */
  public Long packOf(TrailRow row) {
    return packIds.get(row.trailId());
  }

  /** Stores the packs. */
  public void append(Connection connection) throws SQLException {
    if (packs.isEmpty()) {
      return;
    }
    BinaryCopy copy = new BinaryCopy(connection, SegmentTable.COPY_TARGET, 6);
    PackWriter writer = new PackWriter();
    try {
      for (Pack pack : packs) {
        long events = 0;
        long rawBytes = 0;
        for (TrailWrite write : pack.writes()) {
          writer.add(write.row().trailId(), write.segments().get(0).events());
          events += write.row().eventCount();
          rawBytes += write.row().rawBytes();
        }
        copy.row();
        copy.int8(pack.id());
        copy.date(PgTime.dayNumber(pack.writes().get(0).row().day()));
        copy.int4(0);
        copy.int4(Math.toIntExact(events));
        copy.int4(Math.toIntExact(rawBytes));
        copy.bytea(writer.pack());
      }
      copy.end();
    } finally {
      copy.cancel();
    }
  }

  /** A trail in a pack. */
  public record Member(long trailId, LocalDate day, long packId) {
    /** The member that the next row of a result names; null if its {@code pack_id} is null. */
    public static Member of(ResultSet rs) throws SQLException {
      Long packId = rs.getObject("pack_id", Long.class);
      return packId == null
          ? null
          : new Member(rs.getLong("trail_id"), rs.getObject("day", LocalDate.class), packId);
    }
  }

  /** Which of some stored trails are in packs; locks those. */
  public static List<Member> members(Connection connection, List<TrailRow> rows)
      throws SQLException {
    List<Member> members = new ArrayList<>();
    if (rows.isEmpty()) {
      return members;
    }
    String sql =
        """
        select trail_id, day, pack_id from trail
         where trail_id = any(?) and day between ? and ? and pack_id is not null
         order by trail_id for update
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      SegmentTable.setIdsAndDays(statement, 1, rows);
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          members.add(Member.of(rs));
        }
      }
    }
    return members;
  }

  /**
   * Takes trails out of their packs; their rows are no concern of this.
   *
   * @return what the packs held of them, by trail id; nothing of a pack that cannot be read
   */
  public static Map<Long, List<TrailEvent>> take(Connection connection, Collection<Member> members)
      throws SQLException {
    return take(connection, "trail_segment", members);
  }

  /** The same in {@code table}, which has the columns of {@code trail_segment}. */
  public static Map<Long, List<TrailEvent>> take(
      Connection connection, String table, Collection<Member> members) throws SQLException {
    Map<Long, List<TrailEvent>> taken = new HashMap<>();
    if (members.isEmpty()) {
      return taken;
    }
    Map<Long, List<Member>> byPack = new TreeMap<>();
    members.forEach(m -> byPack.computeIfAbsent(m.packId(), id -> new ArrayList<>()).add(m));
    List<LocalDate> days = members.stream().map(Member::day).sorted().toList();
    // In one order for all who do this.
    String sql =
        """
        select trail_id, day, data from %s
         where trail_id = any(?) and day between ? and ? order by trail_id for update
        """
            .formatted(table);
    List<PackRest> rests = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, Sql.array(connection, "int8", byPack.keySet(), id -> id));
      statement.setObject(2, days.get(0));
      statement.setObject(3, days.get(days.size() - 1));
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          PackRest rest = new PackRest(rs.getLong(1), rs.getObject(2, LocalDate.class));
          if (rest.read(rs.getBytes(3), byPack.get(rest.packId()), taken)) {
            rests.add(rest);
          }
        }
      }
    }
    for (PackRest rest : rests) {
      rest.store(connection, table);
    }
    return taken;
  }

  /**
   * Takes deleted trails out of their packs.
   *
   * @param deleting deletes trails and returns trail_id, day and pack_id of each
   * @return how many were deleted
   */
  public static int takeGone(Connection connection, PreparedStatement deleting)
      throws SQLException {
    List<Member> members = new ArrayList<>();
    int count = 0;
    try (ResultSet rs = deleting.executeQuery()) {
      while (rs.next()) {
        count++;
        Member member = Member.of(rs);
        if (member != null) {
          members.add(member);
        }
      }
    }
    take(connection, members);
    return count;
  }
}
