package dev.logtrail.store.postgres.search;

import dev.logtrail.store.StoreException;
import dev.logtrail.store.UnreadableValues;
import dev.logtrail.store.postgres.segment.SegmentCodec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Indexes trails that were stored by a version without the Bloom index. */
final class MissingBlooms {
  private static final int FETCH = 500;

  private MissingBlooms() {}

  /** Indexes the newest day that is not; returns how many days that were: 1 or 0. */
  static int make(Connection connection) throws SQLException {
    String sql =
        """
        delete from filter_missing where day = (select max(day) from filter_missing) returning day
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rs = statement.executeQuery()) {
      if (!rs.next()) {
        return 0;
      }
      make(connection, rs.getObject(1, LocalDate.class), BloomTable.BLOCKS);
      return 1;
    }
  }

  /** Indexes a day into a table with the columns of {@code filter_block}. */
  static void make(Connection connection, LocalDate day, String table) throws SQLException {
    BloomPacker packer = new BloomPacker();
    String sql = "select trail_id, data from trail_segment where day = ? order by trail_id, seg_no";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, day);
      statement.setFetchSize(FETCH);
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          add(connection, packer, rs.getLong(1), day, rs.getBytes(2));
          if (packer.isBlock()) {
            BloomTable.insertBlocks(connection, table, day, packer.finish());
          }
        }
      }
    }
    BloomTable.insertBlocks(connection, table, day, packer.finish());
  }

  /** Takes the mark of a day away; false if it is gone already. */
  static boolean isTaken(Connection connection, LocalDate day) throws SQLException {
    String sql = "delete from filter_missing where day = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, day);
      return statement.executeUpdate() == 1;
    }
  }

  /** A segment that cannot be read may hold any word; so may a pack, for each of its trails. */
  private static void add(
      Connection connection, BloomPacker packer, long key, LocalDate day, byte[] segment)
      throws SQLException {
    try {
      SegmentCodec.decodeAll(key, segment)
          .forEach(
              (trailId, events) -> events.forEach(e -> packer.add(trailId, e.event().message())));
    } catch (StoreException e) {
      UnreadableValues.note("a segment of trail or pack " + key + " of " + day, e);
      for (long trailId : trailsOf(connection, key, day)) {
        packer.add(new BloomColumn(new long[] {trailId}, null));
      }
    }
  }

  private static List<Long> trailsOf(Connection connection, long key, LocalDate day)
      throws SQLException {
    String sql = "select trail_id from trail where day = ? and coalesce(pack_id, trail_id) = ?";
    List<Long> trails = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, day);
      statement.setLong(2, key);
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          trails.add(rs.getLong(1));
        }
      }
    }
    return trails;
  }

  /** Asks for a day's index to be made anew: something of it cannot be read. */
  static void remake(Connection connection, LocalDate day) throws SQLException {
    String sql = "insert into filter_missing (day) values (?) on conflict do nothing";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, day);
      statement.executeUpdate();
    }
  }
}
