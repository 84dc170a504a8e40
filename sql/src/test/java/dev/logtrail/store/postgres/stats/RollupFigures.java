package dev.logtrail.store.postgres.stats;

import dev.logtrail.store.SampleTrails;
import dev.logtrail.store.TestClock;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import dev.logtrail.store.postgres.trail.Partitions;
import dev.logtrail.store.stats.StatsQuery;
import dev.logtrail.store.stats.StatsReader;
import dev.logtrail.trail.CloseReason;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Source;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Measures statistics over 30 days of 50 functions, in an embedded PostgreSQL. Argument: requests
 * (870,000, which are 10 million lines). Prints; asserts nothing.
 */
public final class RollupFigures {
  private static final long DAY_MS = 86_400_000L;
  private static final int TURNS = 200;

  private RollupFigures() {}

  public static void main(String[] args) throws SQLException {
    int requests = args.length > 0 ? Integer.parseInt(args[0]) : 870_000;
    EmbeddedDatabase db = filled(requests);
    long end = SampleTrails.T0 / DAY_MS * DAY_MS;
    print(db, "select 'bytes of minute rows ' || pg_total_relation_size('invocation_rollup')");
    print(db, "select 'bytes of hour rows ' || pg_total_relation_size('invocation_rollup_hour')");
    print(db, "select 'bytes a sketch by minute ' || avg(length(sketch)) from invocation_rollup");
    print(
        db, "select 'bytes a sketch by hour ' || avg(length(sketch)) from invocation_rollup_hour");
    long from = end - 30 * DAY_MS + 17 * 60_000;
    time(db, "1 function, 30 days, by hour", query("f7", from, end + 60_000, 3_600_000L));
    time(db, "1 function, 30 days, by 6 hours", query("f7", from, end + 60_000, 21_600_000L));
    time(db, "50 functions, 30 days, by 6 hours", query(null, from, end + 60_000, 21_600_000L));
    time(db, "50 functions, 30 days, by day", query(null, from, end + 60_000, DAY_MS));
    time(db, "50 functions, 30 days, totals", query(null, from, end + 60_000, null));
    time(db, "1 function, 1 day, by 5 minutes", query("f7", end - DAY_MS, end, 300_000L));
    db.close();
  }

  /** A new database with requests of 30 days before 2026-11-20, and their rollups. */
  public static EmbeddedDatabase filled(int requests) throws SQLException {
    EmbeddedDatabase db = new EmbeddedDatabase().open();
    fill(db, new TestClock("2026-11-20T00:00:00Z"), requests);
    long began = System.nanoTime();
    int minutes = db.database().rollups().run();
    System.out.printf("computed %,d minutes in %,d ms%n", minutes, ms(began));
    db.execute("analyze");
    return db;
  }

  private static StatsQuery query(String function, long from, long to, Long step) {
    return new StatsQuery(function, null, null, from, to, step, false);
  }

  /** Requests spread evenly; function k has a share that falls with k. */
  private static void fill(EmbeddedDatabase db, Clock clock, int requests) throws SQLException {
    try (Connection connection = db.database().dataSource().getConnection()) {
      new Partitions(clock)
          .ensure(
              connection,
              IntStream.rangeClosed(0, 31)
                  .mapToObj(i -> LocalDate.of(2026, 11, 20).minusDays(i))
                  .toList());
    }
    db.execute(
        "insert into function (account, region, function_name) select '123456789012', 'eu-west-1', 'f' || i from generate_series(0, 49) i");
    long began = System.nanoTime();
    db.execute(
        """
        insert into trail (trail_id, stream_id, revision, raw_bytes, started_at, duration_ms,
          billed_duration_ms, day, function_id, n, epoch, memory_size_mb, max_memory_used_mb,
          entry_count, error_count, event_count, segment_count, close_reason, outcome, sources,
          cold_start, truncated, start_seen, end_seen, report_seen, has_report, request_id,
          function_version)
        select i, 1, 1, 1500, at, ms, ceil(ms), (at at time zone 'UTC')::date, f, 1, 1, 512, 200,
               10, 0, 12, 1, %d, case when i %% 50 = 0 then %d else %d end, %d, i %% 40 = 0, false,
               true, true, true, true, 'request-' || i, '$LATEST'
          from (select i, timestamptz '2026-11-20 00:00Z' - (i::float8 / %d) * interval '30 days' as at,
                       exp(3 + 2 * random() * random() * 3) as ms,
                       1 + floor(50 * power(random(), 2))::int as f
                  from generate_series(1, %d) i) made
        """
            .formatted(
                CloseReason.REPORT.code(),
                Outcome.ERROR.code(),
                Outcome.SUCCESS.code(),
                Source.SUBSCRIPTION.bit(),
                requests,
                requests));
    db.execute(
        "insert into rollup_dirty select distinct function_id, date_bin('1 minute', started_at, '0001-01-01 00:00+00') from trail");
    System.out.printf("filled %,d requests in %,d ms%n", requests, ms(began));
  }

  private static void time(EmbeddedDatabase db, String what, StatsQuery query) {
    StatsReader stats = db.database().stats();
    double[] took = new double[TURNS];
    int cells = 0;
    for (int i = -20; i < TURNS; i++) {
      long began = System.nanoTime();
      cells = stats.cells(query).size();
      if (i >= 0) {
        took[i] = (System.nanoTime() - began) / 1e6;
      }
    }
    Arrays.sort(took);
    System.out.printf(
        "%-36s %,7d cells  p50 %6.1f ms  p95 %6.1f ms%n",
        what, cells, took[TURNS / 2], took[TURNS * 95 / 100]);
  }

  private static void print(EmbeddedDatabase db, String sql) throws SQLException {
    try (Connection connection = db.database().dataSource().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rs = statement.executeQuery()) {
      rs.next();
      System.out.println(rs.getString(1));
    }
  }

  private static long ms(long began) {
    return (System.nanoTime() - began) / 1_000_000;
  }
}
