package dev.logtrail.store.postgres.day;

import dev.logtrail.store.postgres.jdbc.Locks;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.postgres.jdbc.WriterEpoch;
import dev.logtrail.store.postgres.search.FreshBlooms;
import dev.logtrail.store.postgres.trail.Partitions.Span;
import dev.logtrail.store.upkeep.UpkeepTask;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes days small once hardly anything is written to them any more. Rows and events come from many
 * flushes: a function's lie far apart, and the pages of indexes are half empty. Written anew, day
 * by day, they take a quarter less. To be run about once a minute; of several processes one does
 * it.
 *
 * <p>What is read before, meanwhile and after is the same; see {@link DayRewrite}.
 */
public final class DayCompactor implements UpkeepTask {
  private static final Logger LOG = LoggerFactory.getLogger(DayCompactor.class);

  /** How long hardly anything was written to a day that is written anew. */
  public static final Duration QUIET = Duration.ofMinutes(10);

  /** So that it takes a quarter of a core. */
  private static final int REST_PER_WORK = 3;

  /** PostgreSQL's undefined_table. */
  private static final String NO_TABLE = "42P01";

  private final DataSource dataSource;
  private final DueDays dueDays;
  private final int restPerWork;

  /** One that rewrites days that are quiet, and rests in between. */
  public DayCompactor(DataSource dataSource, Clock clock) {
    this(dataSource, clock, QUIET, REST_PER_WORK);
  }

  private DayCompactor(DataSource dataSource, Clock clock, Duration quiet, int restPerWork) {
    this.dataSource = dataSource;
    this.dueDays = new DueDays(clock, quiet);
    this.restPerWork = restPerWork;
  }

  /** One that waits for nothing. */
  public static DayCompactor atOnce(DataSource dataSource, Clock clock) {
    return new DayCompactor(dataSource, clock, Duration.ZERO, 0);
  }

  @Override
  public int run() {
    return Sql.run(
        dataSource,
        "compact days",
        connection -> {
          if (!Locks.tryHold(connection, Locks.DAYS)) {
            return 0;
          }
          try {
            return compact(connection);
          } finally {
            Locks.release(connection, Locks.DAYS);
          }
        });
  }

  private int compact(Connection connection) throws SQLException {
    List<Span> due = dueDays.find(connection);
    FreshTables.dropAll(connection);
    int done = 0;
    for (Span span : due) {
      if (Thread.currentThread().isInterrupted()) {
        return done;
      }
      done += rewrite(connection, span) ? 1 : 0;
    }
    for (LocalDate day : bloomsDue(connection)) {
      if (Thread.currentThread().isInterrupted()) {
        return done;
      }
      FreshBlooms.make(connection, day);
      notDue(connection, day);
    }
    return done;
  }

  private boolean rewrite(Connection connection, Span span) throws SQLException {
    try {
      boolean done = new DayRewrite(connection, span, ids(connection), new Pace(restPerWork)).run();
      LOG.debug("{} {}", span, done ? "is written anew" : "is left as it is: it was not quiet");
      return done;
    } catch (SQLException e) {
      if (NO_TABLE.equals(e.getSQLState())) {
        LOG.debug("{} was dropped meanwhile", span, e);
        return false;
      }
      throw e;
    }
  }

  /** Numbers as those of a writer's trails: an epoch of its own tells them apart. */
  private static LongSupplier ids(Connection connection) throws SQLException {
    long[] last = {WriterEpoch.draw(connection) << 32};
    return () -> ++last[0];
  }

  /** Days of spans that were written anew, whose part of the Bloom index is in the old order. */
  private static List<LocalDate> bloomsDue(Connection connection) throws SQLException {
    String sql =
        """
        select distinct b.day from day_partition p
          join (select day from filter_block union select day from filter_recent) b
            on b.day >= p.from_day and b.day < p.to_day
         where p.blooms_due order by b.day desc
        """;
    List<LocalDate> days = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rs = statement.executeQuery()) {
      while (rs.next()) {
        days.add(rs.getObject(1, LocalDate.class));
      }
    }
    return days;
  }

  /** A span of several days is done when its first day, the last of them, is. */
  private static void notDue(Connection connection, LocalDate day) throws SQLException {
    String sql =
        """
        update day_partition p set blooms_due = false
         where ? >= from_day and ? < to_day
           and not exists (select 1 from filter_block b where b.day >= p.from_day and b.day < ?)
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, day);
      statement.setObject(2, day);
      statement.setObject(3, day);
      statement.executeUpdate();
    }
  }
}
