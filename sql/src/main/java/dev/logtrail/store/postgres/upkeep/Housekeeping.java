package dev.logtrail.store.postgres.upkeep;

import dev.logtrail.store.StoreException;
import dev.logtrail.store.postgres.jdbc.PgTime;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.postgres.trail.Partitions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;

/**
 * The chores of the store: gives everything that is kept its end. A schedule of the caller's runs
 * it, about once a minute; several processes may.
 */
public final class Housekeeping {
  private final DataSource dataSource;
  private final Clock clock;
  private final Limits limits;

  public Housekeeping(DataSource dataSource, Clock clock, Limits limits) {
    this.dataSource = dataSource;
    this.clock = clock;
    this.limits = limits;
  }

  /**
   * How long things are kept.
   *
   * @param idle open trails whose last event is older are closed
   * @param changes what live readers can resume from
   * @param deadLetters records that could not be read
   * @param dropped counts of dropped events
   * @param retention trails and log results; null keeps them for ever
   * @param functions shorter retentions by pattern; the first that fits a function counts
   */
  public record Limits(
      Duration idle,
      Duration changes,
      Duration deadLetters,
      Duration dropped,
      Duration retention,
      List<FunctionRetention> functions) {
    public Limits {
      functions = List.copyOf(functions);
    }

    /** Idle after 20 minutes, changes 1 hour, dead letters 14 days, counts 400 days. */
    public static Limits withRetention(Duration retention) {
      return new Limits(
          Duration.ofMinutes(20),
          Duration.ofHours(1),
          Duration.ofDays(14),
          Duration.ofDays(400),
          retention,
          List.of());
    }

    /** The same with shorter retentions of some functions. */
    public Limits withFunctions(List<FunctionRetention> shorter) {
      return new Limits(idle, changes, deadLetters, dropped, retention, shorter);
    }
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
  public record Done(
      int closedIdle,
      int deletedChanges,
      int deletedDeadLetters,
      int droppedPartitions,
      int deletedTrails,
      int deletedLogResults,
      int deletedStreams) {}

  /**
   * Does all chores. Thread-safe.
   *
   * @throws StoreException if the database fails; what was done until then stays done
   */
  public Done run() {
    int closed = new IdleTrails(dataSource, clock).close(limits.idle());
    return Sql.run(
        dataSource,
        "do the chores",
        connection -> {
          new Partitions(clock).ensureAhead(connection);
          return chores(connection, closed);
        });
  }

  private Done chores(Connection connection, int closed) throws SQLException {
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
    if (limits.retention() == null) {
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
    return new Retention(
        new Partitions(clock), today, today.minusDays(limits.retention().toDays()));
  }

  private int delete(Connection connection, String sql, Duration age) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, PgTime.timestamp(clock.instant().minus(age).toEpochMilli()));
      return statement.executeUpdate();
    }
  }
}
