package dev.logtrail.store.postgres.change;

import dev.logtrail.store.Flush;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.change.Change;
import dev.logtrail.store.change.ChangedTrail;
import dev.logtrail.store.postgres.jdbc.Locks;
import dev.logtrail.store.postgres.jdbc.PgText;
import dev.logtrail.store.postgres.jdbc.PgTime;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.TrailHeader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes and reads table {@code change}. The statements of a transaction that change trails end
 * with {@link Locks#FLUSH}, {@link #next} and {@link #announce}, in this order.
 */
public final class ChangeTable {
  static final String CHANNEL = "logtrail_change";

  /** Request ids of unmatched log results that a flush reads at most. */
  private static final int MAX_UNMATCHED = 200;

  private ChangeTable() {}

  /**
   * A flush's number.
   *
   * @param flushNo the number
   * @param unmatched request ids of log results without a trail; null if there are too many to list
   */
  public record Next(long flushNo, Set<String> unmatched) {

    /** Whether a log result of a request may wait for its first trail. */
    public boolean mayWait(String requestId) {
      return unmatched == null || unmatched.contains(requestId);
    }
  }

  /** Draws the next flush number; the lock is held, so numbers rise in commit order. */
  public static Next next(Connection connection) throws SQLException {
    String sql =
        """
        select nextval('flush_no'),
               array(select request_id from log_result where not has_trail limit ?)
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, MAX_UNMATCHED + 1);
      try (ResultSet rs = statement.executeQuery()) {
        rs.next();
        String[] unmatched = (String[]) rs.getArray(2).getArray();
        Set<String> ids =
            unmatched.length > MAX_UNMATCHED
                ? null
                : Arrays.stream(unmatched).map(PgText::decode).collect(Collectors.toSet());
        return new Next(rs.getLong(1), ids);
      }
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

  /** What a flush touches. */
  public static List<ChangedTrail> of(Flush flush) {
    List<ChangedTrail> trails = new ArrayList<>();
    flush.writes().forEach(w -> trails.add(of(w.row(), false)));
    flush.deletes().forEach(r -> trails.add(of(r, true)));
    for (Invocation i : flush.invocations()) {
      trails.add(
          new ChangedTrail(0, null, i.account(), "", i.functionName(), i.requestId(), false));
    }
    return trails;
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
