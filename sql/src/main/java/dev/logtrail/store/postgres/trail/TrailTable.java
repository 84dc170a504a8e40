package dev.logtrail.store.postgres.trail;

import dev.logtrail.store.StaleWriterException;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.postgres.jdbc.BinaryCopy;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.postgres.segment.SegmentPacks;
import dev.logtrail.store.postgres.segment.SegmentTable;
import dev.logtrail.store.postgres.trail.TrailColumns.Column;
import dev.logtrail.store.postgres.trail.TrailColumns.Numbered;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes rows of table {@code trail}. */
public final class TrailTable {
  private TrailTable() {}

  /** Appends rows that are certainly new. */
  public static void append(Connection connection, Collection<Numbered> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    BinaryCopy copy = new BinaryCopy(connection, TrailColumns.COPY_TARGET, TrailColumns.ALL.size());
    try {
      for (Numbered row : rows) {
        copy.row();
        TrailColumns.ALL.forEach(column -> column.copy(copy, row));
      }
      copy.end();
    } finally {
      copy.cancel();
    }
  }

  /**
   * Inserts or replaces rows.
   *
   * @throws StaleWriterException if a row is stored in a higher (epoch, revision)
   */
  public static void upsert(Connection connection, Collection<Numbered> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    // One order for all writers: none waits for another in a circle. It also suits the index.
    List<Numbered> sorted =
        rows.stream().sorted(Comparator.comparing(r -> r.row().trailId())).toList();
    int parameter = 1;
    try (PreparedStatement statement = connection.prepareStatement(TrailColumns.UPSERT)) {
      for (Column column : TrailColumns.ALL) {
        statement.setArray(
            parameter++, Sql.array(connection, column.type(), sorted, column.value()));
      }
      if (statement.executeUpdate() < sorted.size()) {
        throw stale(connection, sorted);
      }
    }
  }

  /**
   * Gives rows the headers that {@code rows} hold, as an amendment of the version that was read. A
   * row that has changed since, or that another transaction is changing, stays as it is.
   *
   * @return the ids of those that were changed
   */
  public static Set<Long> amend(Connection connection, List<TrailRow> rows) throws SQLException {
    Set<Long> amended = new HashSet<>();
    if (rows.isEmpty()) {
      return amended;
    }
    List<Numbered> numbered = rows.stream().map(row -> new Numbered(row, 0, 0)).toList();
    try (PreparedStatement statement = connection.prepareStatement(TrailColumns.AMEND)) {
      SegmentTable.setIdsAndDays(statement, 1, rows);
      int parameter = 4;
      for (Column column : TrailColumns.AMENDING) {
        statement.setArray(
            parameter++, Sql.array(connection, column.type(), numbered, column.value()));
      }
      SegmentTable.setIdsAndDays(statement, parameter, rows);
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          amended.add(rs.getLong(1));
        }
      }
    }
    return amended;
  }

  private static StaleWriterException stale(Connection connection, List<Numbered> rows)
      throws SQLException {
    String sql =
        """
        select t.trail_id, t.epoch, t.revision, v.epoch, v.revision
          from unnest(?::int8[], ?::int8[], ?::int8[]) as v(trail_id, epoch, revision)
          join trail t on t.trail_id = v.trail_id
         where %s > (v.epoch, v.revision)
         limit 1
        """
            .formatted(TrailColumns.OWN_VERSION);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, Sql.array(connection, "int8", rows, r -> r.row().trailId()));
      statement.setArray(2, Sql.array(connection, "int8", rows, r -> r.row().epoch()));
      statement.setArray(3, Sql.array(connection, "int8", rows, r -> r.row().revision()));
      try (ResultSet rs = statement.executeQuery()) {
        return rs.next()
            ? new StaleWriterException(
                "trail %d is stored in epoch %d revision %d; this writer has epoch %d revision %d"
                    .formatted(
                        rs.getLong(1), rs.getInt(2), rs.getLong(3), rs.getLong(4), rs.getLong(5)))
            : new StaleWriterException("a trail was replaced by a newer version meanwhile");
      }
    }
  }

  /**
   * Deletes rows and their segments; what is gone already is no error.
   *
   * @throws StaleWriterException if one is owned by a writer of an epoch above {@code epoch}
   */
  public static void delete(Connection connection, List<TrailRow> rows, long epoch)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    SegmentPacks.take(connection, checkOwned(connection, rows, epoch));
    SegmentTable.deleteAll(connection, rows);
    String sql = "delete from trail where trail_id = any(?) and day between ? and ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      SegmentTable.setIdsAndDays(statement, 1, rows);
      statement.executeUpdate();
    }
  }

  /** Which of them are in packs. */
  private static List<SegmentPacks.Member> checkOwned(
      Connection connection, List<TrailRow> rows, long epoch) throws SQLException {
    List<SegmentPacks.Member> members = new ArrayList<>();
    String sql =
        """
        select trail_id, epoch, day, pack_id from trail
         where trail_id = any(?) and day between ? and ? order by trail_id for update
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      SegmentTable.setIdsAndDays(statement, 1, rows);
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          if (rs.getLong(2) > epoch) {
            throw new StaleWriterException(
                "trail %d is stored in epoch %d; this writer has epoch %d and may not delete it"
                    .formatted(rs.getLong(1), rs.getLong(2), epoch));
          }
          SegmentPacks.Member member = SegmentPacks.Member.of(rs);
          if (member != null) {
            members.add(member);
          }
        }
      }
    }
    return members;
  }
}
