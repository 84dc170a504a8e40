package dev.logtrail.store.postgres.trail;

import dev.logtrail.store.postgres.jdbc.Locks;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.postgres.stats.RollupMarks;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Makes and drops the partitions of {@code trail} and {@code trail_segment}.
 *
 * <p>A day near today has a partition of its own. Days further off (a backfill, an old file, a
 * clock gone wrong) share one a month, so that no input can make more than about 1,100 partitions.
 * Days before 2014 and from 2100 on lie in two partitions that always exist; retention there goes
 * by the day of writing. Nothing is ever refused for its date.
 *
 * <p>Not thread-safe; concurrent instances, in other processes too, wait for each other.
 */
public final class Partitions {
  static final int DAYS_AHEAD = 7;
  private static final int DAYS_BACK = 45;
  private static final LocalDate FIRST = LocalDate.of(2014, 1, 1);
  private static final LocalDate END = LocalDate.of(2100, 1, 1);

  /** The partitioned tables; locks are taken in this order. */
  public static final List<String> TABLES = List.of("trail", "trail_segment");

  private final Clock clock;
  private List<Span> known = List.of();

  public Partitions(Clock clock) {
    this.clock = clock;
  }

  /** Days {@code [from, to)} that one partition holds. */
  public record Span(LocalDate from, LocalDate to) {
    boolean holds(LocalDate day) {
      return !day.isBefore(from) && day.isBefore(to);
    }

    /** The name of its partition of a table. */
    public String partitionOf(String table) {
      return "%s_%s_%s".formatted(table, compact(from), compact(to));
    }

    private static String compact(LocalDate day) {
      return day.toString().replace("-", "");
    }
  }

  /** Makes partitions for today and the week after it. */
  public void ensureAhead(Connection connection) throws SQLException {
    LocalDate today = LocalDate.now(clock);
    ensure(connection, LongStream.rangeClosed(0, DAYS_AHEAD).mapToObj(today::plusDays).toList());
  }

  /**
   * Makes partitions for {@code days} where none hold them yet. The connection commits by itself:
   * partitions stay even if the flush that needed them fails.
   */
  public void ensure(Connection connection, Collection<LocalDate> days) throws SQLException {
    if (days.stream().distinct().allMatch(day -> isHeld(known, day))) {
      return;
    }
    known = Sql.transaction(connection, c -> makeMissing(c, days));
  }

  /** Forgets which partitions exist, so that they are read anew: some were dropped. */
  public void forget() {
    known = List.of();
  }

  /**
   * Drops every partition whose days all lie before {@code firstKept}.
   *
   * @return how many spans of days were dropped
   */
  public int dropBefore(Connection connection, LocalDate firstKept) throws SQLException {
    List<Span> all = Sql.transaction(connection, Partitions::lockAndRead);
    int dropped = 0;
    for (Span span : all) {
      if (!span.to().isAfter(firstKept)) {
        // One transaction each: dropping locks out readers, though for milliseconds only.
        Sql.transaction(connection, c -> drop(c, span));
        dropped++;
      }
    }
    forget();
    return dropped;
  }

  private static boolean isHeld(List<Span> spans, LocalDate day) {
    return day.isBefore(FIRST) || !day.isBefore(END) || spans.stream().anyMatch(s -> s.holds(day));
  }

  private List<Span> makeMissing(Connection connection, Collection<LocalDate> days)
      throws SQLException {
    List<Span> spans = lockAndRead(connection);
    for (LocalDate day : days.stream().distinct().sorted().toList()) {
      if (!isHeld(spans, day)) {
        Span span = spanFor(day, spans);
        make(connection, span);
        spans.add(span);
      }
    }
    return List.copyOf(spans);
  }

  /** The day itself if it is near; else its month, less what other partitions or near days hold. */
  private Span spanFor(LocalDate day, List<Span> spans) {
    LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
    LocalDate nearFrom = today.minusDays(DAYS_BACK);
    LocalDate nearTo = today.plusDays(DAYS_AHEAD + 1);
    Span near = new Span(nearFrom, nearTo);
    if (near.holds(day)) {
      return new Span(day, day.plusDays(1));
    }
    LocalDate from = day.withDayOfMonth(1);
    LocalDate to = from.plusMonths(1);
    List<Span> taken = new ArrayList<>(spans);
    taken.add(near);
    for (Span other : taken) {
      if (!other.to().isAfter(day) && other.to().isAfter(from)) {
        from = other.to();
      }
      if (other.from().isAfter(day) && other.from().isBefore(to)) {
        to = other.from();
      }
    }
    return new Span(from, to);
  }

  /** Waits for other makers, so that none makes what another is making. */
  private static List<Span> lockAndRead(Connection connection) throws SQLException {
    Locks.take(connection, Locks.PARTITIONS);
    List<Span> spans = new ArrayList<>();
    try (PreparedStatement statement =
            connection.prepareStatement("select from_day, to_day from day_partition");
        ResultSet rs = statement.executeQuery()) {
      while (rs.next()) {
        spans.add(new Span(rs.getObject(1, LocalDate.class), rs.getObject(2, LocalDate.class)));
      }
    }
    return spans;
  }

  private static void make(Connection connection, Span span) throws SQLException {
    for (String table : TABLES) {
      String partition = span.partitionOf(table);
      // Attaching, unlike "create table … partition of", lets readers and writers go on.
      create(connection, table, partition);
      attach(connection, table, span);
    }
    register(connection, "insert into day_partition (from_day, to_day) values (?, ?)", span);
  }

  /** Makes a table like one of {@link #TABLES}, without indexes and not attached to it. */
  public static void create(Connection connection, String table, String name) throws SQLException {
    Sql.execute(
        connection,
        ("create table %s (like %s including defaults including constraints including storage)"
                // Rows are written again while requests grow: their room is to be had soon. How
                // values
                // are spread changes little while a day fills: to look at each tenth more was a
                // fifth
                // of what the server had to do.
                + " with (autovacuum_vacuum_scale_factor = 0.05,"
                + " autovacuum_analyze_scale_factor = 0.5)")
            .formatted(name, table));
  }

  /** Makes the table of that name a partition; it gets the indexes that it lacks. */
  public static void attach(Connection connection, String table, Span span) throws SQLException {
    Sql.execute(
        connection,
        "alter table %s attach partition %s for values from ('%s') to ('%s')"
            .formatted(table, span.partitionOf(table), span.from(), span.to()));
  }

  private static Void drop(Connection connection, Span span) throws SQLException {
    Locks.take(connection, Locks.PARTITIONS);
    // Behind a long query the drop gives up instead of making everybody wait behind it.
    Sql.execute(connection, "set local lock_timeout = '5s'");
    for (String table : TABLES) {
      Sql.execute(connection, "drop table if exists " + span.partitionOf(table));
    }
    RollupMarks.setAround(connection, span.from(), span.to());
    register(connection, "delete from day_partition where from_day = ? and to_day = ?", span);
    return null;
  }

  private static void register(Connection connection, String sql, Span span) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setDate(1, Date.valueOf(span.from()));
      statement.setDate(2, Date.valueOf(span.to()));
      statement.executeUpdate();
    }
  }
}
