package dev.logtrail.store.postgres.segment;

import com.github.luben.zstd.ZstdException;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.UnreadableValues;
import dev.logtrail.store.postgres.jdbc.BinaryCopy;
import dev.logtrail.store.postgres.jdbc.PgTime;
import dev.logtrail.store.postgres.jdbc.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/**
 * Copies segments from one table into another, both with the columns of {@code trail_segment}: the
 * small closed trails in new packs, as they come, all others as they are. A value that cannot be
 * read is copied too.
 */
public final class Repacking {
  /** Trails of a pack at most: to read one of them, the others are decompressed too. */
  static final int MAX_TRAILS = 64;

  /** Text of a pack at most, in bytes. */
  static final int MAX_RAW_BYTES = 64 << 10;

  private final String from;
  private final String into;
  private final LongSupplier ids;

  /** Packs that were copied as they are. */
  private final Set<Long> unreadable = new TreeSet<>();

  /**
   * From one table into another.
   *
   * @param ids draws a number that no trail and no pack has
   */
  public Repacking(String from, String into, LongSupplier ids) {
    this.from = from;
    this.into = into;
    this.ids = ids;
  }

  /**
   * A trail whose segments are copied.
   *
   * @param packId the pack that it is in; null if it has rows of its own
   */
  public record Copied(
      long trailId,
      LocalDate day,
      Long packId,
      boolean closed,
      int segmentCount,
      int eventCount,
      long rawBytes) {

    private boolean fits() {
      return closed && segmentCount == 1 && rawBytes <= SegmentPacks.MAX_TRAIL_BYTES;
    }

    private long key() {
      return packId == null ? trailId : packId;
    }
  }

  /**
   * Copies the segments of some trails, side by side those that come so.
   *
   * @param alone whether each gets rows of its own, in no pack
   * @return the packs they are in now, by trail id; nothing of trails with rows of their own
   */
  public Map<Long, Long> copy(Connection connection, List<Copied> trails, boolean alone)
      throws SQLException {
    List<Copied> wanted = trails.stream().filter(t -> t.packId() != null || t.fits()).toList();
    Map<Long, byte[]> blocks = read(connection, wanted);
    Map<Long, Long> packs = new HashMap<>();
    Set<Long> asTheyAre = new TreeSet<>();
    for (Copied trail : trails) {
      if (!blocks.containsKey(trail.trailId())) {
        if (trail.packId() == null) {
          asTheyAre.add(trail.trailId());
        } else {
          packs.put(trail.trailId(), trail.packId());
          if (unreadable.add(trail.packId())) {
            asTheyAre.add(trail.packId());
          }
        }
      }
    }
    write(connection, groups(trails, blocks, alone ? 1 : MAX_TRAILS), blocks, packs);
    copy(connection, asTheyAre);
    return packs;
  }

  private Map<Long, byte[]> read(Connection connection, List<Copied> wanted) throws SQLException {
    Map<Long, List<Copied>> byKey = new TreeMap<>();
    wanted.forEach(t -> byKey.computeIfAbsent(t.key(), key -> new ArrayList<>()).add(t));
    Map<Long, byte[]> blocks = new HashMap<>();
    String sql = "select trail_id, data from " + from + " where trail_id = any(?) and seg_no = 0";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, Sql.array(connection, "int8", byKey.keySet(), key -> key));
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          long key = rs.getLong(1);
          read(key, rs.getBytes(2), byKey.get(key), blocks);
        }
      }
    }
    return blocks;
  }

  private static void read(long key, byte[] data, List<Copied> trails, Map<Long, byte[]> blocks) {
    try {
      Map<Long, byte[]> pack =
          PackCodec.isPack(data) ? PackCodec.decode(data) : Map.of(key, SegmentCodec.block(data));
      for (Copied trail : trails) {
        byte[] block = pack.get(trail.trailId());
        if (block != null) {
          blocks.put(trail.trailId(), block);
        }
      }
    } catch (StoreException | ZstdException e) {
      UnreadableValues.note("segment or pack " + key, e);
    }
  }

  private static List<List<Copied>> groups(
      List<Copied> trails, Map<Long, byte[]> blocks, int most) {
    List<List<Copied>> groups = new ArrayList<>();
    List<Copied> group = new ArrayList<>();
    long bytes = 0;
    for (Copied trail : trails) {
      if (!blocks.containsKey(trail.trailId())) {
        continue;
      }
      boolean full =
          group.size() >= most
              || bytes + trail.rawBytes() > MAX_RAW_BYTES
              || !group.isEmpty() && !group.get(0).day().equals(trail.day());
      if (full && !group.isEmpty()) {
        groups.add(group);
        group = new ArrayList<>();
        bytes = 0;
      }
      group.add(trail);
      bytes += trail.rawBytes();
    }
    if (!group.isEmpty()) {
      groups.add(group);
    }
    return groups;
  }

  private void write(
      Connection connection,
      List<List<Copied>> groups,
      Map<Long, byte[]> blocks,
      Map<Long, Long> packs)
      throws SQLException {
    if (groups.isEmpty()) {
      return;
    }
    String target = into + " (trail_id, day, seg_no, event_count, raw_bytes, data)";
    BinaryCopy copy = new BinaryCopy(connection, target, 6);
    try {
      for (List<Copied> group : groups) {
        Copied first = group.get(0);
        boolean isPack = group.size() > 1;
        long id = isPack ? ids.getAsLong() : first.trailId();
        Map<Long, byte[]> own = new LinkedHashMap<>();
        for (Copied trail : group) {
          own.put(trail.trailId(), blocks.get(trail.trailId()));
          if (isPack) {
            packs.put(trail.trailId(), id);
          }
        }
        copy.row();
        copy.int8(id);
        copy.date(PgTime.dayNumber(first.day()));
        copy.int4(0);
        copy.int4(group.stream().mapToInt(Copied::eventCount).sum());
        copy.int4(Math.toIntExact(group.stream().mapToLong(Copied::rawBytes).sum()));
        copy.bytea(
            isPack ? PackCodec.encode(own) : SegmentCodec.encodeBlock(own.get(first.trailId())));
      }
      copy.end();
    } finally {
      copy.cancel();
    }
  }

  private void copy(Connection connection, Collection<Long> keys) throws SQLException {
    if (keys.isEmpty()) {
      return;
    }
    String sql = "insert into " + into + " select * from " + from + " where trail_id = any(?)";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, Sql.array(connection, "int8", keys, key -> key));
      statement.executeUpdate();
    }
  }

  /** Takes trails out of the table that was copied into. */
  public void remove(
      Connection connection, Collection<Long> trailIds, Collection<SegmentPacks.Member> packed)
      throws SQLException {
    SegmentPacks.take(connection, into, packed);
    String sql = "delete from " + into + " where trail_id = any(?)";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, Sql.array(connection, "int8", trailIds, id -> id));
      statement.executeUpdate();
    }
  }
}
