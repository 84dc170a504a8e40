package dev.logtrail.store.postgres.change;

import dev.logtrail.store.Flush;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.change.Change;
import dev.logtrail.store.change.ChangedTrail;
import dev.logtrail.store.postgres.jdbc.Locks;
import dev.logtrail.store.postgres.jdbc.PgTime;
import dev.logtrail.trail.TrailHeader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes and reads table {@code change}. The statements of a transaction that change trails end
 * with {@link Locks#FLUSH}, {@link #next} and {@link #announce}, in this order.
 */
public final class ChangeTable {
  static final String CHANNEL = "logtrail_change";

  private ChangeTable() {}

  /**
   * A flush's number.
   *
   * @param flushNo the number
   * @param logResults whether any log result is stored
   */
  public record Next(long flushNo, boolean logResults) {}

  /** Draws the next flush number; the lock is held, so numbers rise in commit order. */
  public static Next next(Connection connection) throws SQLException {
    String sql = "select nextval('flush_no'), exists (select 1 from log_result)";
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rs = statement.executeQuery()) {
      rs.next();
      return new Next(rs.getLong(1), rs.getBoolean(2));
    }
  }

  /** Stores a change and wakes the listeners when the transaction commits. */
  public static void announce(
      Connection connection, long flushNo, List<ChangedTrail> trails, Clock clock)
      throws SQLException {
    String sql =
        """
        with stored as (insert into change (flush_no, at, trails) values (?, ?, ?))
        select pg_notify(?, ?)
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, flushNo);
      statement.setObject(2, PgTime.timestamp(clock.millis()));
      statement.setBytes(3, ChangeCodec.encode(trails));
      statement.setString(4, CHANNEL);
      statement.setString(5, Long.toString(flushNo));
      statement.execute();
    }
  }

  /**
   * What a flush touches.
   *
   * @param settled what its log results, and those of its trails, have changed beside it
   */
  public static List<ChangedTrail> of(Flush flush, List<ChangedTrail> settled) {
    Map<Long, ChangedTrail> trails = new LinkedHashMap<>();
    flush.writes().forEach(w -> trails.put(w.row().trailId(), of(w.row(), false)));
    flush.deletes().forEach(r -> trails.put(r.trailId(), of(r, true)));
    // A trail that another replaces goes first.
    List<ChangedTrail> changed =
        new ArrayList<>(settled.stream().filter(ChangedTrail::deleted).toList());
    settled.stream().filter(t -> !t.deleted()).forEach(t -> trails.putIfAbsent(t.trailId(), t));
    changed.addAll(trails.values());
    return changed;
  }

  public static ChangedTrail of(TrailRow row, boolean deleted) {
    TrailHeader header = row.header();
    return new ChangedTrail(
        row.trailId(),
        PgTime.day(row.day()),
        header.key().stream().account(),
        header.key().stream().logGroup(),
        header.functionName(),
        header.key().requestId(),
        deleted);
  }

  /** Changes after a flush, in order. */
  static List<Change> after(Connection connection, long flushNo, int limit) throws SQLException {
    String sql = "select flush_no, trails from change where flush_no > ? order by flush_no limit ?";
    List<Change> changes = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, flushNo);
      statement.setInt(2, limit);
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          changes.add(new Change(rs.getLong(1), ChangeCodec.decode(rs.getBytes(2))));
        }
      }
    }
    return changes;
  }

  /** The newest flush number kept; 0 if there is none. */
  static long maxFlushNo(Connection connection) throws SQLException {
    return flushNo(connection, "select coalesce(max(flush_no), 0) from change");
  }

  /** The oldest flush number kept; 0 if there is none. */
  static long minFlushNo(Connection connection) throws SQLException {
    return flushNo(connection, "select coalesce(min(flush_no), 0) from change");
  }

  private static long flushNo(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rs = statement.executeQuery()) {
      rs.next();
      return rs.getLong(1);
    }
  }
}
