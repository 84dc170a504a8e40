package dev.logtrail.store.postgres.upkeep;

import dev.logtrail.limit.EventLimits;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.change.ChangedTrail;
import dev.logtrail.store.postgres.change.ChangeTable;
import dev.logtrail.store.postgres.header.HeaderDerivation;
import dev.logtrail.store.postgres.jdbc.Locks;
import dev.logtrail.store.postgres.jdbc.PgTime;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.postgres.trail.TrailRows;
import dev.logtrail.store.postgres.trail.TrailTable;
import dev.logtrail.structured.convention.Conventions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Closes request trails that had no event for a while. The job closes those it holds in its state;
 * this closes the others.
 */
final class IdleTrails {
  private final DataSource dataSource;
  private final Clock clock;
  private final HeaderDerivation headers;

  IdleTrails(DataSource dataSource, Clock clock, Conventions conventions) {
    this.dataSource = dataSource;
    this.clock = clock;
    this.headers = new HeaderDerivation(conventions);
  }

  /** Closes open request trails whose last event is older than {@code idle}; returns how many. */
  int close(Duration idle) {
    OffsetDateTime before = PgTime.timestamp(clock.instant().minus(idle).toEpochMilli());
    int closed = 0;
    int batch;
    do {
      batch = Sql.transaction(dataSource, "close idle trails", c -> closeBatch(c, before));
      closed += batch;
    } while (batch > 0);
    return closed;
  }

  private int closeBatch(Connection connection, OffsetDateTime before) throws SQLException {
    List<TrailRow> idle = idle(connection, before);
    List<TrailRow> some = HeaderDerivation.fitting(idle, EventLimits.DERIVED_BATCH_BYTES);
    // A row that a writer is just changing is not idle: it is left as it is.
    Set<Long> closed = TrailTable.amend(connection, headers.closed(connection, some));
    if (!closed.isEmpty()) {
      Locks.take(connection, Locks.FLUSH);
      long flushNo = ChangeTable.next(connection).flushNo();
      List<ChangedTrail> changed =
          some.stream()
              .filter(row -> closed.contains(row.trailId()))
              .map(row -> ChangeTable.of(row, false))
              .toList();
      ChangeTable.announce(connection, flushNo, changed, clock);
    }
    return closed.size();
  }

  /** By index {@code trail_open}. */
  private static List<TrailRow> idle(Connection connection, OffsetDateTime before)
      throws SQLException {
    String sql =
        TrailRows.SELECT
            + " where t.close_reason is null and t.request_id is not null"
            // Without any time, the day after it was last written must do.
            + " and (t.last_event_at < ? or t.last_event_at is null and t.written_on < ?)"
            + " limit ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, before);
      statement.setObject(2, before.toLocalDate());
      statement.setInt(3, EventLimits.DERIVED_BATCH_TRAILS);
      return TrailRows.all(statement);
    }
  }
}
