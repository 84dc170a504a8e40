package dev.logtrail.store.postgres.stats;

import static dev.logtrail.store.SampleTrails.T0;
import static dev.logtrail.store.SampleTrails.delete;
import static dev.logtrail.store.SampleTrails.flush;
import static dev.logtrail.store.SampleTrails.trail;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.store.SampleTrails;
import dev.logtrail.store.TestClock;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.TrailWrite;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import dev.logtrail.store.stats.Rollup;
import dev.logtrail.store.stats.RollupMetric;
import dev.logtrail.store.stats.StatsCell;
import dev.logtrail.store.stats.StatsQuery;
import dev.logtrail.store.upkeep.RetentionLimits;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Report;
import dev.logtrail.trail.TrailKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to trails, each rollup equals the sums over its trails. */
final class RollupsIT {
  private static final List<String> FUNCTIONS = List.of("orders", "payments", "search");

  private final EmbeddedDatabase db = new EmbeddedDatabase();
  private final TestClock clock = new TestClock("2026-11-20T10:00:00Z");
  private TrailWriter writer;

  @BeforeEach
  void open() {
    db.open();
    writer = db.database().openWriter(clock);
  }

  @AfterEach
  void close() {
    writer.close();
    db.close();
  }

  private void assertExact() {
    db.database().rollups().run();
    for (String unit : List.of("minute", "hour", "day")) {
      assertThat(RollupTruth.read(db, unit)).isEqualTo(RollupTruth.ofTrails(db, unit));
    }
    assertThat(RollupTruth.stored(db, "hour")).isEqualTo(RollupTruth.ofTrails(db, "hour"));
    assertThat(RollupTruth.stored(db, "day")).isEqualTo(RollupTruth.ofTrails(db, "day"));
    assertThat(RollupTruth.ofTrails(db, "minute").entrySet())
        .containsAll(RollupTruth.stored(db, "minute").entrySet());
    assertThat(db.database().stats().pendingMinutes()).isZero();
  }

  @Test
  void nothing_is_marked_and_nothing_done_without_trails() {
    assertThat(db.database().rollups().run()).isZero();
    assertExact();
  }

  @Test
  void a_request_counts_in_the_minute_of_its_start() {
    writer.flush(flush(trail(writer, "r1").start(T0 + 59_999).coldStart(true).write()));
    assertThat(db.database().stats().pendingMinutes()).isEqualTo(1);
    assertThat(db.database().rollups().run()).isEqualTo(1);

    List<StatsCell> cells =
        db.database()
            .stats()
            .cells(new StatsQuery("orders", null, null, T0, T0 + 60_000, null, true));
    assertThat(cells).hasSize(1);
    assertThat(cells.get(0).functionVersion()).isEqualTo("$LATEST");
    Rollup rollup = cells.get(0).rollup();
    assertThat(rollup.count(RollupMetric.REQUESTS)).isEqualTo(1);
    assertThat(rollup.count(RollupMetric.COLD_STARTS)).isEqualTo(1);
    assertThat(rollup.count(RollupMetric.MB_MS)).isEqualTo(128 * 47);
    assertThat(rollup.durations().quantile(0.5)).isBetween(46.43 * 0.99, 46.43 * 1.01);
    assertExact();
  }

  @Test
  void a_start_that_moves_leaves_its_old_minute() {
    TrailWrite first = trail(writer, "r1").start(T0).write();
    writer.flush(flush(first));
    assertExact();
    writer.flush(flush(trail(writer, "r1").as(first.row()).start(T0 - 7_200_000).write()));
    assertExact();
    writer.flush(delete(first.row()));
    assertExact();
    assertThat(RollupTruth.stored(db, "hour")).isEmpty();
  }

  @Test
  void minutes_have_rows_once_their_hour_has_many_requests() {
    for (int i = 0; i <= RollupTable.FEW_REQUESTS; i++) {
      assertThat(RollupTruth.stored(db, "minute")).isEmpty();
      writer.flush(flush(trail(writer, "r" + i).start(T0 + i * 60_000L).write()));
      assertExact();
    }
    assertThat(RollupTruth.stored(db, "minute")).hasSize(RollupTable.FEW_REQUESTS + 1);

    writer.flush(flush(trail(writer, "more").start(T0 + 59 * 60_000L).write()));
    assertExact();
    assertThat(RollupTruth.stored(db, "minute")).hasSize(RollupTable.FEW_REQUESTS + 2);
  }

  @Test
  void days_of_an_earlier_schema_are_made_of_its_hours() throws IOException {
    Random random = new Random(5);
    List<TrailRow> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      act(random, rows);
    }
    assertExact();
    String migration;
    try (InputStream in =
        RollupsIT.class.getResourceAsStream("/db/migration/V19__rollups_by_day.sql")) {
      migration = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    db.execute("truncate invocation_rollup_day");
    db.execute(
        migration.substring(
            migration.indexOf("insert into invocation_rollup_day"),
            migration.indexOf("alter table")));

    assertThat(RollupTruth.stored(db, "day")).isEqualTo(RollupTruth.ofTrails(db, "day"));
  }

  @Test
  void a_day_that_is_dropped_leaves_no_statistics() {
    writer.flush(flush(trail(writer, "r1").start(T0).write()));
    assertExact();
    clock.advance(Duration.ofDays(10));
    db.database().housekeeping(clock, RetentionLimits.ofTrails(Duration.ofDays(5))).run();
    assertExact();
    assertThat(RollupTruth.stored(db, "day")).isEmpty();
  }

  @Test
  void figures_that_no_lambda_prints_break_nothing() {
    Report absurd =
        new Report(
            Double.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE, -1, null, 1.0, null, null, null);
    writer.flush(
        flush(
            trail(writer, "r1").report(absurd).write(),
            trail(writer, "r2").report(absurd).write(),
            trail(writer, "r3").start(null).write(),
            trail(writer, "r4").start(-62_000_000_000_000_000L).write()));
    db.database().rollups().run();
    List<StatsCell> cells =
        db.database().stats().cells(new StatsQuery(null, null, null, T0, T0 + 60_000, null, false));
    assertThat(cells.get(0).rollup().count(RollupMetric.BILLED_MS))
        .isEqualTo(9_000_000_000_000_000_000L);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void replays_late_events_corrections_and_restarts(long seed) {
    Random random = new Random(seed);
    List<TrailRow> rows = new ArrayList<>();
    for (int round = 0; round < 60; round++) {
      act(random, rows);
      if (random.nextInt(10) == 0) {
        assertExact();
      } else if (random.nextInt(4) == 0) {
        db.database().rollups().run();
      }
    }
    assertExact();
    assertThat(RollupTruth.stored(db, "minute")).hasSizeGreaterThan(20);
  }

  private void act(Random random, List<TrailRow> rows) {
    int what = random.nextInt(12);
    if (what < 6 || rows.isEmpty()) {
      List<TrailWrite> writes = new ArrayList<>();
      for (int i = random.nextInt(20); i >= 0; i--) {
        TrailKey key =
            TrailKey.request(
                SampleTrails.stream(FUNCTIONS.get(random.nextInt(3)), "aaaa"),
                "r" + random.nextInt(),
                1);
        writes.add(change(trail(writer, key), random).write());
      }
      writer.flush(flush(writes.toArray(TrailWrite[]::new)));
      writes.forEach(w -> rows.add(w.row()));
    } else if (what < 9) { // corrected, moved, or the same again
      int at = random.nextInt(rows.size());
      TrailRow old = rows.get(at);
      SampleTrails.Builder next = trail(writer, old.header().key()).as(old);
      TrailWrite write =
          (what == 8 ? next.start(old.header().startedAt()) : change(next, random)).write();
      writer.flush(flush(write));
      rows.set(at, write.row());
    } else if (what == 9) {
      writer.flush(delete(rows.remove(random.nextInt(rows.size()))));
    } else if (what == 10) {
      writer.close();
      writer = db.database().openWriter(clock);
    } else {
      clock.advance(Duration.ofMinutes(30));
      db.database().housekeeping(clock, RetentionLimits.ofTrails(null)).run();
      clock.advance(Duration.ofMinutes(-30));
      // Closing raises revisions by one: whoever writes on is above them.
      rows.replaceAll(RollupsIT::raised);
    }
  }

  private static TrailRow raised(TrailRow r) {
    return new TrailRow(
        r.trailId(),
        r.day(),
        r.epoch(),
        r.revision() + 1,
        r.header(),
        r.eventCount(),
        r.rawBytes(),
        r.segmentCount());
  }

  private static SampleTrails.Builder change(SampleTrails.Builder b, Random random) {
    b.start(T0 + random.nextInt(3 * 3_600_000));
    int kind = random.nextInt(4);
    if (kind == 0) {
      return b.open();
    }
    Outcome outcome = Outcome.values()[random.nextInt(6)];
    Integer mb = random.nextBoolean() ? 128 << random.nextInt(4) : null;
    Double restore = random.nextInt(4) == 0 ? random.nextDouble() * 500 : null;
    double ms = Math.exp(random.nextDouble() * 10);
    Report report = new Report(ms, (long) ms + 1, mb, 40, null, restore, null, null, null);
    return b.outcome(outcome).report(report).coldStart(random.nextBoolean() ? true : null);
  }

  @Test
  void a_minute_that_changes_while_it_is_computed_is_computed_again() {
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Void> computing =
        CompletableFuture.runAsync(
            () -> {
              while (!done.get()) {
                db.database().rollups().run();
              }
            });
    CompletableFuture<Void> another =
        CompletableFuture.runAsync(
            () -> {
              while (!done.get()) {
                db.database().rollups().run();
              }
            });
    List<TrailRow> rows = new ArrayList<>();
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      TrailWrite write = change(trail(writer, "r" + i), random).start(T0 + i % 5 * 60_000).write();
      writer.flush(flush(write));
      rows.add(write.row());
      TrailRow old = rows.get(random.nextInt(rows.size()));
      if (i % 3 == 0) {
        int at = rows.indexOf(old);
        TrailWrite moved =
            trail(writer, old.header().key())
                .as(old)
                .start(T0 + random.nextInt(5) * 60_000)
                .write();
        writer.flush(flush(moved));
        rows.set(at, moved.row());
      }
    }
    done.set(true);
    CompletableFuture.allOf(computing, another).join();
    assertExact();
  }
}
