package dev.logtrail.store.postgres.migration;

import static dev.logtrail.store.SampleTrails.T0;
import static dev.logtrail.store.SampleTrails.flush;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.reading.ParserVersion;
import dev.logtrail.reading.TrailReading;
import dev.logtrail.store.JobOfTest;
import dev.logtrail.store.ListedTrail;
import dev.logtrail.store.SampleTrails;
import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.TestClock;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.TrailReader;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.postgres.Database;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import dev.logtrail.store.postgres.stats.RollupTruth;
import dev.logtrail.store.upkeep.DerivedHeaders;
import dev.logtrail.store.upkeep.HeaderTask;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.CloseReason;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A populated database from before headers were derived with log results, and by a version. */
final class HeadersMigrationIT {
  private static final long DAY_MS = 86_400_000L;
  private static final String LOG =
      "START RequestId: %1$s Version: $LATEST\none line\nEND RequestId: %1$s\nREPORT RequestId: %1$s\tDuration: 2.00 ms\tBilled Duration: 2 ms\tMemory Size: 128 MB\tMax Memory Used: 35 MB\t\n";

  private final EmbeddedDatabase db = new EmbeddedDatabase();
  private final TestClock clock = new TestClock("2026-11-20T12:00:00Z");
  private Database database;
  private EarlierSchema earlier;

  @BeforeEach
  void open() {
    db.open();
    earlier = new EarlierSchema(db, clock);
  }

  @AfterEach
  void close() {
    if (database != null) {
      database.close();
    }
    db.close();
  }

  private static List<TrailEvent> events(String requestId, long start, String line) {
    String first = "START RequestId: " + requestId + " Version: $LATEST\n";
    return JobOfTest.events(requestId, start, first, line);
  }

  private static Invocation told(String requestId, long at) {
    return SampleTrails.invocation(requestId, LOG.formatted(requestId), null, at);
  }

  private List<TrailRow> listed() {
    TrailReader reader = database.reader();
    return reader.list(TrailQuery.builder().build()).trails().stream()
        .map(ListedTrail::row)
        .toList();
  }

  private TrailRow row(String requestId) {
    List<StoredTrail> trails = database.reader().byRequestId(requestId);
    assertThat(trails).as(requestId).hasSize(1);
    return trails.get(0).row();
  }

  @Test
  void the_task_brings_rows_and_log_results_to_what_is_derived_now() {
    earlier.trail("merged", events("merged", T0, "one line\n"), Outcome.RUNNING.code(), 0);
    earlier.logResult(told("merged", T0), true);
    earlier.logResult(told("alone", T0 - 40 * DAY_MS), false);
    earlier.trail("wrong", events("wrong", T0 + 60_000, "[ERROR] KeyError: 'id'\n"), 6, 0);
    earlier.trail("right", events("right", T0 + 120_000, "one line\n"), 6, 0);

    database = Database.open(db.settings());

    assertThat(listed())
        .extracting(r -> r.header().key().requestId())
        .as("lists answer at once")
        .containsExactly("right", "wrong", "merged");
    assertThat(database.reader().request("alone").invocations()).hasSize(1);
    assertThat(row("right").parserVersion()).isZero();

    HeaderTask task = database.headers(clock, Conventions.builtIn());
    assertThat(task.progress()).isNull();
    task.run();

    assertThat(task.progress()).isEqualTo(new DerivedHeaders(ParserVersion.CURRENT, 2, 1, true));
    assertThat(row("merged").header())
        .isEqualTo(
            TrailReading.read(
                    row("merged").header().key(),
                    events("merged", T0, "one line\n"),
                    told("merged", T0))
                .header());
    assertThat(row("merged").header().outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(row("alone").header().closeReason()).isEqualTo(CloseReason.LOG_RESULT_ONLY);
    assertThat(row("wrong").header().errorCount()).isEqualTo(1);
    assertThat(row("wrong").revision()).isEqualTo(2);
    assertThat(row("right").revision()).as("nothing to change, nothing written").isEqualTo(1);
    assertThat(listed())
        .extracting(r -> r.header().key().requestId())
        .containsExactly("right", "wrong", "merged", "alone");
    database.rollups().run();
    assertThat(RollupTruth.read(db, "minute")).isEqualTo(RollupTruth.ofTrails(db, "minute"));
    assertThat(task.run()).as("done once").isZero();
  }

  @Test
  void a_restart_goes_on_where_the_task_was() {
    long first = earlier.trail("first", events("first", T0, "[ERROR] a: b\n"), 6, 0);
    earlier.trail("second", events("second", T0 + 1_000, "[ERROR] a: b\n"), 6, 0);
    earlier.trail("before", events("before", T0 - 2 * DAY_MS, "[ERROR] a: b\n"), 6, 0);
    database = Database.open(db.settings());
    db.execute(
        "update header_progress set parser_version = %d, day = '2026-11-20', trail_id = %d, looked_at = 1"
            .formatted(ParserVersion.CURRENT, first));

    HeaderTask task = database.headers(clock, Conventions.builtIn());
    task.run();

    assertThat(row("first").header().errorCount()).as("looked at before").isZero();
    assertThat(row("second").header().errorCount()).isEqualTo(1);
    assertThat(row("before").header().errorCount()).isEqualTo(1);
    assertThat(task.progress()).isEqualTo(new DerivedHeaders(ParserVersion.CURRENT, 3, 2, true));
  }

  @Test
  void the_job_may_write_before_the_task_has_come_so_far() {
    earlier.logResult(told("alone", T0), false);
    database = Database.open(db.settings());

    try (TrailWriter writer = database.openWriter(clock)) {
      JobOfTest job = new JobOfTest(writer);
      writer.flush(
          flush(
              job.write(
                  TrailKey.request(SampleTrails.STREAM, "alone", 1),
                  events("alone", T0, "one line\n"))));
    }
    database.headers(clock, Conventions.builtIn()).run();

    assertThat(row("alone").header().outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(row("alone").isLogResultOnly()).isFalse();
  }
}
