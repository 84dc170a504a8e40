package dev.logtrail.store.postgres.upkeep;

import dev.logtrail.store.TrailRow;
import dev.logtrail.store.change.ChangedTrail;
import dev.logtrail.store.postgres.change.ChangeTable;
import dev.logtrail.store.postgres.jdbc.Locks;
import dev.logtrail.store.postgres.jdbc.PgTime;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.postgres.segment.SegmentTable;
import dev.logtrail.store.postgres.trail.TrailRows;
import dev.logtrail.trail.CloseReason;
import dev.logtrail.trail.Outcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import javax.sql.DataSource;

/**
 * Closes request trails that had no event for a while. The job closes those it holds in its state;
 * this closes the others.
 */
final class IdleTrails {
  private static final int BATCH = 1_000;

  private final DataSource dataSource;
  private final Clock clock;

  IdleTrails(DataSource dataSource, Clock clock) {
    this.dataSource = dataSource;
    this.clock = clock;
  }

  /** Closes open request trails whose last event is older than {@code idle}; returns how many. */
  int close(Duration idle) {
    OffsetDateTime before = PgTime.timestamp(clock.instant().minus(idle).toEpochMilli());
    int closed = 0;
    int batch;
    do {
      batch = Sql.transaction(dataSource, "close idle trails", c -> closeBatch(c, before));
      closed += batch;
    } while (batch == BATCH);
    return closed;
  }

  private int closeBatch(Connection connection, OffsetDateTime before) throws SQLException {
    List<TrailRow> rows = lockIdle(connection, before);
    if (!rows.isEmpty()) {
      update(connection, rows);
      Locks.take(connection, Locks.FLUSH);
      long flushNo = ChangeTable.next(connection).flushNo();
      List<ChangedTrail> changed = rows.stream().map(r -> ChangeTable.of(r, false)).toList();
      ChangeTable.announce(connection, flushNo, changed, clock);
    }
    return rows.size();
  }

  /** Rows that a writer is just changing are not idle. By index {@code trail_open}. */
  private static List<TrailRow> lockIdle(Connection connection, OffsetDateTime before)
      throws SQLException {
    String sql =
        TrailRows.SELECT
            + " where t.close_reason is null and t.request_id is not null"
            // Without any time, the day after it was last written must do.
            + " and (t.last_event_at < ? or t.last_event_at is null and t.written_on < ?)"
            + " limit ? for update of t skip locked";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, before);
      statement.setObject(2, before.toLocalDate());
      statement.setInt(3, BATCH);
      return TrailRows.all(statement);
    }
  }

  private static void update(Connection connection, List<TrailRow> rows) throws SQLException {
    String sql =
        """
        update trail
           set close_reason = ?, revision = revision + 1,
               ended_at = coalesce(ended_at, last_event_at),
               outcome = case outcome when ? then ? else outcome end
         where trail_id = any(?) and day between ? and ?
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, CloseReason.IDLE.code());
      statement.setInt(2, Outcome.RUNNING.code());
      statement.setInt(3, Outcome.UNKNOWN.code());
      SegmentTable.setIdsAndDays(statement, 4, rows);
      statement.executeUpdate();
    }
  }
}
