package dev.logtrail.store.postgres.upkeep;

import dev.logtrail.store.postgres.jdbc.PgTime;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.postgres.trail.Partitions;
import dev.logtrail.store.upkeep.RetentionLimits;
import dev.logtrail.store.upkeep.UpkeepTask;
import dev.logtrail.structured.convention.Conventions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies the retention: closes idle trails and deletes what has been kept long enough. Also makes
 * the partitions of the days to come. To be run about once a minute.
 */
public final class Housekeeping implements UpkeepTask {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

  private final DataSource dataSource;
  private final Clock clock;
  private final RetentionLimits limits;
  private final Conventions conventions;

  public Housekeeping(DataSource dataSource, Clock clock, RetentionLimits limits) {
    this(dataSource, clock, limits, Conventions.builtIn());
  }

  /** The same where lines that are JSON are read by {@code conventions}. */
  public Housekeeping(
      DataSource dataSource, Clock clock, RetentionLimits limits, Conventions conventions) {
    this.dataSource = dataSource;
    this.clock = clock;
    this.limits = limits;
    this.conventions = conventions;
  }

  /**
   * What was done.
   *
   * @param closedIdle trails closed
   * @param deletedChanges change rows deleted
   * @param deletedDeadLetters dead letters deleted
   * @param droppedPartitions spans of days dropped
   * @param deletedTrails trails deleted one by one: they lie in no dated partition, or their
   *     function has a retention of its own
   * @param deletedLogResults log results deleted
   * @param deletedStreams names of log streams deleted, since nothing refers to them
   */
  record Done(
      int closedIdle,
      int deletedChanges,
      int deletedDeadLetters,
      int droppedPartitions,
      int deletedTrails,
      int deletedLogResults,
      int deletedStreams) {
    int total() {
      return closedIdle
          + deletedChanges
          + deletedDeadLetters
          + droppedPartitions
          + deletedTrails
          + deletedLogResults
          + deletedStreams;
    }
  }

  @Override
  public int run() {
    Done done = runAll();
    LOG.debug("{}", done);
    return done.total();
  }

  /** As {@link #run}, and tells what was done. */
  Done runAll() {
    int closed = new IdleTrails(dataSource, clock, conventions).close(limits.idle());
    return Sql.run(
        dataSource,
        "apply the retention",
        connection -> {
          new Partitions(clock).ensureAhead(connection);
          return deleteOld(connection, closed);
        });
  }

  private Done deleteOld(Connection connection, int closed) throws SQLException {
    // The newest change stays, so that its number is known after a quiet hour.
    int changes =
        delete(
            connection,
            "delete from change where at < ? and flush_no < (select max(flush_no) from change)",
            limits.changes());
    int letters =
        delete(connection, "delete from dead_letter where received_at < ?", limits.deadLetters());
    delete(connection, "delete from dropped_event where day < ?::timestamptz", limits.dropped());
    LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
    int shorter = new FunctionRetentions(limits.functions(), today).apply(connection);
    if (limits.trails() == null) {
      return new Done(closed, changes, letters, 0, shorter, 0, 0);
    }
    Retention.Dropped dropped = retention(today).apply(connection);
    return new Done(
        closed,
        changes,
        letters,
        dropped.partitions(),
        dropped.trails() + shorter,
        dropped.logResults(),
        dropped.streams());
  }

  private Retention retention(LocalDate today) {
    return new Retention(new Partitions(clock), today, today.minusDays(limits.trails().toDays()));
  }

  private int delete(Connection connection, String sql, Duration age) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, PgTime.timestamp(clock.instant().minus(age).toEpochMilli()));
      return statement.executeUpdate();
    }
  }
}
