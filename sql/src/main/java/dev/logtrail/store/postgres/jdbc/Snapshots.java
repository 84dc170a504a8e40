package dev.logtrail.store.postgres.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;

/** What the database's transactions can see of each other, by their numbers (64 bits). */
public final class Snapshots {
  private static final long LOOK_AGAIN_MS = 50;

  private Snapshots() {}

  /** The oldest transaction that may be under way: what those before it did is seen by all. */
  public static long oldest(Connection connection) throws SQLException {
    return number(connection, "select pg_snapshot_xmin(pg_current_snapshot())::text::int8");
  }

  /** The first transaction that has not begun: all that is committed now has a lower number. */
  public static long next(Connection connection) throws SQLException {
    return number(connection, "select pg_snapshot_xmax(pg_current_snapshot())::text::int8");
  }

  /** Whether no other session is so old that it would not see what was committed before one. */
  public static boolean allSee(Connection connection, long transaction) throws SQLException {
    String sql =
        """
        select count(*) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid()
           and greatest(age(backend_xmin), age(backend_xid)) > age('%d'::xid8::xid)
        """
            .formatted(transaction);
    return number(connection, sql) == 0;
  }

  /** Waits until {@link #allSee}, outside of any transaction, but not for too long. */
  public static void await(Connection connection, long transaction, long atMostMs)
      throws SQLException {
    long until = System.nanoTime() + atMostMs * 1_000_000;
    while (!allSee(connection, transaction)) {
      if (System.nanoTime() - until > 0 || Thread.currentThread().isInterrupted()) {
        return;
      }
      LockSupport.parkNanos(LOOK_AGAIN_MS * 1_000_000);
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rs = statement.executeQuery()) {
      rs.next();
      return rs.getLong(1);
    }
  }
}
