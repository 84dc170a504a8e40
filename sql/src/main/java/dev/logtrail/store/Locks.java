package dev.logtrail.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The advisory locks of Logtrail, by purpose; held to the end of the transaction. */
final class Locks {
  /** The end of each flush, so that flush numbers rise in commit order. */
  static final int FLUSH = 1;

  /** Making and dropping partitions. */
  static final int PARTITIONS = 2;

  /** Computing rollups. */
  static final int ROLLUPS = 7;

  /** Packing search filters. */
  static final int FILTERS = 8;

  /** Tells Logtrail's locks from those of other programs in the same database ("LOGT"). */
  private static final int SPACE = 0x4C4F4754;

  private Locks() {}

  /** Waits for a lock. */
  static void take(Connection connection, int lock) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_advisory_xact_lock(?, ?)")) {
      statement.setInt(1, SPACE);
      statement.setInt(2, lock);
      statement.execute();
    }
  }
}
