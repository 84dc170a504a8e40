package dev.logtrail.store.postgres.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The advisory locks of Logtrail, by purpose; but for {@link #JOB}, {@link #DAYS}, {@link #UPKEEP}
 * and {@link #MIGRATIONS} held to the end of the transaction.
 */
public final class Locks {
  /** The end of each flush, so that flush numbers rise in commit order. */
  public static final int FLUSH = 1;

  /** Making and dropping partitions. */
  public static final int PARTITIONS = 2;

  /** Computing rollups. */
  public static final int ROLLUPS = 7;

  /** Compacting the Bloom index. */
  public static final int BLOOM = 8;

  /** Running the job that writes the store; held by a session, not a transaction. */
  public static final int JOB = 9;

  /** Compacting days; held by a session, not a transaction. */
  public static final int DAYS = 10;

  /** Doing the work in the background; held by a session, not a transaction. */
  public static final int UPKEEP = 11;

  /** Bringing the schema up to date; held by a session, not a transaction. */
  public static final int MIGRATIONS = 12;

  /** Tells Logtrail's locks from those of other programs in the same database ("LOGT"). */
  private static final int SPACE = 0x4C4F4754;

  private Locks() {}

  /** Waits for a lock. */
  public static void take(Connection connection, int lock) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_advisory_xact_lock(?, ?)")) {
      statement.setInt(1, SPACE);
      statement.setInt(2, lock);
      statement.execute();
    }
  }

  /** Takes a lock for as long as the session lives; false if another session holds it. */
  public static boolean tryHold(Connection connection, int lock) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_try_advisory_lock(?, ?)")) {
      statement.setInt(1, SPACE);
      statement.setInt(2, lock);
      try (ResultSet rs = statement.executeQuery()) {
        rs.next();
        return rs.getBoolean(1);
      }
    }
  }

  /** Gives back what {@link #tryHold} took. */
  public static void release(Connection connection, int lock) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_advisory_unlock(?, ?)")) {
      statement.setInt(1, SPACE);
      statement.setInt(2, lock);
      statement.execute();
    }
  }
}
