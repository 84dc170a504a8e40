package dev.logtrail.store.postgres.segment;

import dev.logtrail.store.StoreException;
import dev.logtrail.store.UnreadableValues;
import dev.logtrail.trail.TrailEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What stays of a pack when trails are taken out. */
final class PackRest {
  private final long packId;
  private final LocalDate day;
  private Map<Long, byte[]> blocks;

  PackRest(long packId, LocalDate day) {
    this.packId = packId;
    this.day = day;
  }

  /** Takes members out; false if it cannot be read. */
  boolean read(byte[] data, List<SegmentPacks.Member> members, Map<Long, List<TrailEvent>> taken) {
    try {
      blocks = PackCodec.decode(data);
      for (SegmentPacks.Member member : members) {
        byte[] block = blocks.remove(member.trailId());
        if (block != null) {
          taken.put(member.trailId(), SegmentCodec.ofBlock(block));
        }
      }
      return true;
    } catch (StoreException e) {
      UnreadableValues.note("pack " + packId, e);
      return false;
    }
  }

  long packId() {
    return packId;
  }

  /** Writes it again, or deletes it if nothing is left. */
  void store(Connection connection, String table) throws SQLException {
    if (blocks.isEmpty()) {
      try (PreparedStatement statement =
          connection.prepareStatement("delete from " + table + " where trail_id = ? and day = ?")) {
        statement.setLong(1, packId);
        statement.setObject(2, day);
        statement.executeUpdate();
      }
      return;
    }
    int events = 0;
    int rawBytes = 0;
    for (byte[] block : blocks.values()) {
      EncodedSegment segment = SegmentCodec.encode(SegmentCodec.ofBlock(block));
      events += segment.eventCount();
      rawBytes += segment.rawBytes();
    }
    String sql =
        """
        update %s set data = ?, event_count = ?, raw_bytes = ?
         where trail_id = ? and day = ?
        """
            .formatted(table);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setBytes(1, PackCodec.encode(blocks));
      statement.setInt(2, events);
      statement.setInt(3, rawBytes);
      statement.setLong(4, packId);
      statement.setObject(5, day);
      statement.executeUpdate();
    }
  }
}
