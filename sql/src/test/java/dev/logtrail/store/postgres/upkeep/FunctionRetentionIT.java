package dev.logtrail.store.postgres.upkeep;

import static dev.logtrail.store.SampleTrails.T0;
import static dev.logtrail.store.SampleTrails.flush;
import static dev.logtrail.store.SampleTrails.trail;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.store.SampleTrails;
import dev.logtrail.store.TestClock;
import dev.logtrail.store.TrailWrite;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import dev.logtrail.store.postgres.stats.RollupTruth;
import dev.logtrail.store.postgres.upkeep.Housekeeping.Done;
import dev.logtrail.store.upkeep.FunctionRetention;
import dev.logtrail.store.upkeep.RetentionLimits;
import dev.logtrail.text.NamePattern;
import dev.logtrail.trail.TrailKey;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Functions with a retention of their own, and statistics that follow what is deleted. */
final class FunctionRetentionIT {
  private static final long DAY_MS = 86_400_000L;

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

  private Done run(Duration retention, FunctionRetention... functions) {
    RetentionLimits limits = RetentionLimits.ofTrails(retention).withFunctions(List.of(functions));
    return new Housekeeping(db.database().dataSource(), clock, limits).runAll();
  }

  private static FunctionRetention keep(String pattern, int days) {
    return new FunctionRetention(new NamePattern(pattern), days);
  }

  private void store(String function, String id, long start) {
    TrailKey key = TrailKey.request(SampleTrails.stream(function, "aaaa"), id, 1);
    writer.flush(flush(trail(writer, key).start(start).write()));
  }

  private boolean isStored(String id) {
    return !db.database().reader().byRequestId(id).isEmpty();
  }

  private void assertStatisticsFollow() {
    db.database().rollups().run();
    assertThat(RollupTruth.read(db, "minute")).isEqualTo(RollupTruth.ofTrails(db, "minute"));
    assertThat(RollupTruth.stored(db, "hour")).isEqualTo(RollupTruth.ofTrails(db, "hour"));
  }

  @Test
  void whole_days_of_the_functions_named_go_and_nothing_else() {
    store("debug-a", "old-debug", T0 - 4 * DAY_MS);
    store("debug-a", "kept-day", T0 / DAY_MS * DAY_MS - 3 * DAY_MS);
    store("debug-b", "first-pattern-counts", T0 - 4 * DAY_MS);
    store("orders", "old-orders", T0 - 4 * DAY_MS);
    db.database().rollups().run();

    Done done = run(null, keep("debug-b", 30), keep("debug-*", 3));

    assertThat(done.deletedTrails()).isEqualTo(1);
    assertThat(isStored("old-debug")).isFalse();
    assertThat(isStored("kept-day")).isTrue();
    assertThat(isStored("first-pattern-counts")).isTrue();
    assertThat(isStored("old-orders")).isTrue();
    assertStatisticsFollow();
    assertThat(run(null, keep("debug-*", 3)).deletedTrails()).isEqualTo(1);
  }

  @Test
  void many_go_in_batches() {
    List<TrailWrite> writes = new ArrayList<>();
    for (int i = 0; i < 4_500; i++) {
      TrailKey key = TrailKey.request(SampleTrails.stream("debug-a", "aaaa"), "r" + i, 1);
      writes.add(trail(writer, key).start(T0 - 9 * DAY_MS + i).lines(0).write());
    }
    writer.flush(flush(writes.toArray(TrailWrite[]::new)));

    assertThat(run(null, keep("*", 7)).deletedTrails()).isEqualTo(4_500);
    assertThat(isStored("r4499")).isFalse();
    assertStatisticsFollow();
  }

  @Test
  void statistics_follow_dropped_days_too() {
    for (int day = 0; day < 5; day++) {
      store("orders", "r" + day, T0 / DAY_MS * DAY_MS - day * DAY_MS);
    }
    TrailKey key = TrailKey.request(SampleTrails.STREAM, "in-another-day", 1);
    writer.flush(
        flush(
            trail(writer, key)
                .start(T0 / DAY_MS * DAY_MS - 2 * DAY_MS - 1)
                .day(LocalDate.parse("2026-11-18"))
                .write()));
    db.database().rollups().run();

    assertThat(run(Duration.ofDays(2)).droppedPartitions()).isEqualTo(2);
    assertThat(isStored("in-another-day")).isTrue();
    assertStatisticsFollow();
    assertThat(RollupTruth.stored(db, "hour")).hasSize(4);
  }
}
