package dev.logtrail.store.postgres.trail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.store.TestClock;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PartitionsIT {
  private final EmbeddedDatabase db = new EmbeddedDatabase();
  private final TestClock clock = new TestClock("2026-11-20T12:00:00Z");
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    db.open();
    connection = db.database().dataSource().getConnection();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
    db.close();
  }

  private static LocalDate day(String text) {
    return LocalDate.parse(text);
  }

  private static List<LocalDate> days(String... texts) {
    return Stream.of(texts).map(LocalDate::parse).toList();
  }

  private List<String> strings(String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rs = statement.executeQuery(sql)) {
      while (rs.next()) {
        found.add(rs.getString(1));
      }
    }
    return found;
  }

  /** Partitions of trail between the two that always exist. */
  private List<String> partitions() throws SQLException {
    return strings(
        """
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
         where i.inhparent = 'trail'::regclass and c.relname ~ '[0-9]' order by 1
        """);
  }

  @Test
  void today_and_the_week_ahead() throws SQLException {
    new Partitions(clock).ensureAhead(connection);

    assertThat(partitions())
        .hasSize(8)
        .startsWith("trail_20261120_20261121")
        .endsWith("trail_20261127_20261128");
    assertThat(strings("select count(*) from day_partition")).containsExactly("8");
  }

  @Test
  void near_days_alone_and_far_days_by_month() throws SQLException {
    Partitions partitions = new Partitions(clock);

    partitions.ensure(
        connection,
        days("2026-11-06", "2014-11-14", "2014-11-20", "2031-02-28", "1970-01-01", "9999-12-31"));

    assertThat(partitions())
        .containsExactly(
            "trail_20141101_20141201", "trail_20261106_20261107", "trail_20310201_20310301");
  }

  @Test
  void months_leave_room_for_days() throws SQLException {
    Partitions partitions = new Partitions(clock);
    // Near begins on 6 October; 28 November is the first day beyond it.
    partitions.ensure(connection, days("2026-10-03", "2026-10-07", "2026-11-30"));
    clock.advance(Duration.ofDays(10));
    partitions.ensure(connection, days("2026-11-28", "2026-10-05"));

    assertThat(partitions())
        .containsExactly(
            "trail_20261001_20261006", "trail_20261007_20261008", "trail_20261128_20261201");
  }

  @Test
  void makers_at_the_same_time_do_not_disturb_each_other() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    List<Future<?>> done = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      done.add(
          pool.submit(
              () -> {
                try (Connection mine = db.database().dataSource().getConnection()) {
                  new Partitions(clock).ensureAhead(mine);
                }
                return null;
              }));
    }
    for (Future<?> one : done) {
      one.get(60, TimeUnit.SECONDS);
    }
    pool.shutdown();

    assertThat(partitions()).hasSize(8);
  }

  @Test
  void old_ones_are_dropped_whole() throws SQLException {
    Partitions partitions = new Partitions(clock);
    partitions.ensure(
        connection, days("2026-11-18", "2026-11-19", "2026-11-20", "2014-11-14", "1970-01-01"));

    assertThat(partitions.dropBefore(connection, day("2026-11-19"))).isEqualTo(2);

    assertThat(partitions()).containsExactly("trail_20261119_20261120", "trail_20261120_20261121");
    assertThat(strings("select from_day from day_partition order by 1"))
        .containsExactly("2026-11-19", "2026-11-20");
    partitions.ensure(connection, days("2026-11-18"));
    assertThat(partitions()).hasSize(3);
  }

  @Test
  void many_absurd_dates_make_few_partitions() throws SQLException {
    Partitions partitions = new Partitions(clock);
    List<LocalDate> days =
        IntStream.range(0, 400).mapToObj(i -> day("2020-01-01").plusDays(i)).toList();

    partitions.ensure(connection, days);

    assertThat(partitions()).hasSize(14);
  }

  @Test
  void segments_are_stored_as_they_come() throws SQLException {
    new Partitions(clock).ensureAhead(connection);

    assertThat(
            strings(
                """
                select distinct a.attstorage from pg_attribute a join pg_class c on c.oid = a.attrelid
                 where c.relname like 'trail_segment%' and c.relkind in ('r', 'p')
                   and a.attname = 'data'
                """))
        .containsExactly("e");
  }
}
