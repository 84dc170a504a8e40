package dev.logtrail.store.postgres.day;

import dev.logtrail.store.postgres.jdbc.Locks;
import dev.logtrail.store.postgres.jdbc.Snapshots;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.postgres.segment.Repacking;
import dev.logtrail.store.postgres.trail.Partitions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Writes one span of days anew. Readers and writers go on meanwhile: rows are copied in bounded
 * steps into tables that nobody sees, what changes until then is copied again, and the tables take
 * the place of the old ones in one short transaction, which runs only
 *
 * <ul>
 *   <li>if every row is copied as it is, and
 *   <li>if no snapshot is so old that it would not see the copies.
 * </ul>
 *
 * So no answer, in whatever snapshot, is another before and after. If the program ends meanwhile,
 * the old tables are what counts.
 */
final class DayRewrite {
  /** Text whose events are held in memory at once, in bytes. */
  private static final long SLICE_BYTES = 16L << 20;

  private static final int SLICE_TRAILS = 20_000;
  private static final int FETCH_ROWS = 1_000;

  /** Trails that may change while one tries to finish; a day with more is not quiet. */
  private static final int MOST_CHANGES = 5_000;

  private static final int TRIES = 10;
  private static final long TRY_AGAIN_MS = 100;
  private static final long SEEN_WITHIN_MS = 2_000;

  /** Rows that transactions from one on have written; those before are all seen. */
  private static final String CHANGED = "age(t.xmin) <= age(?::text::xid8::xid)";

  /** PostgreSQL's lock_not_available. */
  private static final String NO_LOCK = "55P03";

  private final Connection connection;
  private final Partitions.Span span;
  private final FreshTables tables;
  private final FreshRows rows;
  private final Pace pace;
  private final String oldTrails;
  private final String freshTrails;

  DayRewrite(Connection connection, Partitions.Span span, LongSupplier ids, Pace pace) {
    this.connection = connection;
    this.span = span;
    this.pace = pace;
    this.tables = new FreshTables(span);
    this.oldTrails = tables.old("trail");
    this.freshTrails = tables.fresh("trail");
    this.rows = new FreshRows(connection, tables, ids);
  }

  /**
   * Rewrites; false if it was interrupted, or the days were not quiet: then nothing has changed.
   */
  boolean run() throws SQLException {
    boolean done = false;
    tables.create(connection);
    try {
      long from = Snapshots.oldest(connection);
      done = copyAll() && finish(from);
      return done;
    } finally {
      if (!done) {
        tables.drop(connection);
      }
    }
  }

  private boolean copyAll() throws SQLException {
    List<int[]> ranges = Sql.transaction(connection, c -> functions());
    for (int[] range : ranges) {
      Sql.transaction(connection, c -> copyRange(range[0], range[1]));
      if (!pace.rest()) {
        return false;
      }
    }
    tables.index(connection);
    tables.vacuum(connection);
    return true;
  }

  /** Ranges of functions whose events may be held in memory at once, or of one function. */
  private List<int[]> functions() throws SQLException {
    String sql =
        "select function_id, count(*), sum(raw_bytes)::int8 from %s group by 1 order by 1"
            .formatted(oldTrails);
    List<int[]> ranges = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rs = statement.executeQuery()) {
      long trails = 0;
      long bytes = 0;
      int[] range = null;
      while (rs.next()) {
        trails += rs.getLong(2);
        bytes += rs.getLong(3);
        if (range == null || trails > SLICE_TRAILS || bytes > SLICE_BYTES) {
          trails = rs.getLong(2);
          bytes = rs.getLong(3);
          range = new int[] {rs.getInt(1), 0};
          ranges.add(range);
        }
        range[1] = rs.getInt(1);
      }
    }
    return ranges;
  }

  private Void copyRange(int first, int last) throws SQLException {
    Sql.execute(connection, "set transaction isolation level repeatable read");
    String sql =
        """
        select %s from %s where function_id between ? and ?
         order by day, function_id, started_at, trail_id
        """
            .formatted(FreshRows.COPIED, oldTrails);
    List<Repacking.Copied> slice = new ArrayList<>();
    long bytes = 0;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(FETCH_ROWS);
      statement.setInt(1, first);
      statement.setInt(2, last);
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          Repacking.Copied trail = FreshRows.copied(rs);
          bytes += trail.rawBytes();
          if (!slice.isEmpty() && (bytes > SLICE_BYTES || slice.size() >= SLICE_TRAILS)) {
            rows.copy(slice, false);
            slice.clear();
            bytes = trail.rawBytes();
          }
          slice.add(trail);
        }
      }
    }
    rows.copy(slice, false);
    return null;
  }

  private boolean finish(long firstFrom) throws SQLException {
    long from = firstFrom;
    for (int i = 0; i < TRIES; i++) {
      long changedFrom = from;
      from = Sql.transaction(connection, c -> copyChanged(changedFrom));
      if (from < 0) {
        return false;
      }
      long seenFrom = Snapshots.next(connection);
      if (swapped(from, seenFrom)) {
        return true;
      }
      LockSupport.parkNanos(TRY_AGAIN_MS * 1_000_000);
      Snapshots.await(connection, seenFrom, SEEN_WITHIN_MS);
      if (Thread.currentThread().isInterrupted()) {
        return false;
      }
    }
    return false;
  }

  /**
   * Copies again what was written by transactions from one on, and takes away what is gone.
   *
   * @return the first transaction whose rows are not copied; -1 if there are too many
   */
  private long copyChanged(long fromTransaction) throws SQLException {
    Sql.execute(connection, "set transaction isolation level repeatable read");
    long next = Snapshots.oldest(connection);
    List<Repacking.Copied> changed = new ArrayList<>();
    String sql =
        """
        select %s from %s t where %s limit ?
        """
            .formatted(FreshRows.COPIED, oldTrails, CHANGED);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, fromTransaction);
      statement.setInt(2, MOST_CHANGES + 1);
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          changed.add(FreshRows.copied(rs));
        }
      }
    }
    if (changed.size() > MOST_CHANGES) {
      return -1;
    }
    List<Long> wrong = rows.gone();
    changed.forEach(trail -> wrong.add(trail.trailId()));
    rows.remove(wrong);
    rows.copy(changed, true);
    return next;
  }

  /** Whether the tables have taken their place. */
  private boolean swapped(long unchangedFrom, long seenFrom) throws SQLException {
    try {
      return Sql.transaction(connection, c -> swap(unchangedFrom, seenFrom));
    } catch (SQLException e) {
      if (NO_LOCK.equals(e.getSQLState())) {
        return false;
      }
      throw e;
    }
  }

  private boolean swap(long unchangedFrom, long seenFrom) throws SQLException {
    Locks.take(connection, Locks.PARTITIONS);
    // Everybody waits behind who waits for these locks: they are had at once, or tried again.
    Sql.execute(connection, "set local lock_timeout = '300ms'");
    if (!Snapshots.allSee(connection, seenFrom)) {
      return false;
    }
    // While rows are counted only those wait who write to these days; all others no longer than
    // the tables are swapped.
    for (String table : Partitions.TABLES) {
      lock(tables.old(table), "share row exclusive");
    }
    if (!isCopied(unchangedFrom)) {
      return false;
    }
    for (String table : Partitions.TABLES) {
      lock("only " + table, "access exclusive");
    }
    tables.swapIn(connection);
    String sql =
        """
        update day_partition set compacted_bytes = pg_relation_size('%s'), blooms_due = true
         where from_day = ? and to_day = ?
        """
            .formatted(oldTrails);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, span.from());
      statement.setObject(2, span.to());
      return statement.executeUpdate() == 1;
    }
  }

  private void lock(String table, String mode) throws SQLException {
    Sql.execute(connection, "lock table " + table + " in " + mode + " mode");
  }

  /**
   * Whether no row was written by transactions from one on, and as many are copied as there are.
   */
  private boolean isCopied(long unchangedFrom) throws SQLException {
    String sql =
        "select count(*) = (select count(*) from %s) and not coalesce(bool_or(%s), false) from %s t"
            .formatted(freshTrails, CHANGED, oldTrails);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, unchangedFrom);
      try (ResultSet rs = statement.executeQuery()) {
        rs.next();
        return rs.getBoolean(1);
      }
    }
  }
}
