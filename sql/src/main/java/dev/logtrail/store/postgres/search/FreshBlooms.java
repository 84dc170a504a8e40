package dev.logtrail.store.postgres.search;

import dev.logtrail.store.postgres.jdbc.Locks;
import dev.logtrail.store.postgres.jdbc.Snapshots;
import dev.logtrail.store.postgres.jdbc.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a day's part of the Bloom index anew from its segments, in their order: trails of a
 * function side by side have most words in common, and take half the room.
 *
 * <p>The new blocks wait in a table of the session. They come into the room that the old ones
 * leave: for the moment in between the day counts as not indexed, so that searches read it. A
 * program that ends then leaves it so, and the compactor indexes it.
 */
public final class FreshBlooms {
  private static final String WAITING = "fresh_filter_block";

  private static final long ROOM_WITHIN_MS = 5_000;

  private FreshBlooms() {}

  /** Makes it; each step is a transaction of its own. */
  public static void make(Connection connection, LocalDate day) throws SQLException {
    // What was written before now stands for events that are read after now.
    List<Long> blocks = ids(connection, "block_id", "filter_block", day);
    List<Long> recent = ids(connection, "recent_id", "filter_recent", day);
    Sql.execute(
        connection,
        "create temp table %s (day date, width int, slices bytea storage external, trails bytea, probes smallint)"
            .formatted(WAITING));
    try {
      Sql.transaction(
          connection,
          c -> {
            MissingBlooms.make(c, day, WAITING);
            return null;
          });
      Sql.transaction(connection, c -> deleteOld(c, day, blocks, recent));
      // Else their room is not free yet, and the table grows.
      Snapshots.await(connection, Snapshots.next(connection), ROOM_WITHIN_MS);
      Sql.execute(connection, "vacuum filter_block");
      Sql.transaction(connection, c -> insertNew(c, day));
    } finally {
      Sql.execute(connection, "drop table if exists pg_temp." + WAITING);
    }
  }

  private static List<Long> ids(Connection connection, String id, String table, LocalDate day)
      throws SQLException {
    List<Long> ids = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement("select " + id + " from " + table + " where day = ?")) {
      statement.setObject(1, day);
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          ids.add(rs.getLong(1));
        }
      }
    }
    return ids;
  }

  private static Void deleteOld(
      Connection connection, LocalDate day, List<Long> blocks, List<Long> recent)
      throws SQLException {
    Locks.take(connection, Locks.BLOOM);
    BloomCompactor.delete(connection, "filter_block", "block_id", blocks);
    BloomCompactor.delete(connection, "filter_recent", "recent_id", recent);
    MissingBlooms.remake(connection, day);
    return null;
  }

  private static Void insertNew(Connection connection, LocalDate day) throws SQLException {
    Locks.take(connection, Locks.BLOOM);
    if (MissingBlooms.isTaken(connection, day)) {
      Sql.execute(
          connection,
          "insert into filter_block (day, width, slices, trails, probes)"
              + " select day, width, slices, trails, probes from pg_temp."
              + WAITING);
    }
    return null;
  }
}
