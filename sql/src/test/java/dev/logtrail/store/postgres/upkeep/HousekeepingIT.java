package dev.logtrail.store.postgres.upkeep;

import static dev.logtrail.store.SampleTrails.STREAM;
import static dev.logtrail.store.SampleTrails.T0;
import static dev.logtrail.store.SampleTrails.flush;
import static dev.logtrail.store.SampleTrails.trail;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.store.DeadLetter;
import dev.logtrail.store.Flush;
import dev.logtrail.store.SampleTrails;
import dev.logtrail.store.TestClock;
import dev.logtrail.store.TrailReader;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.TrailWrite;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.change.ChangeFeed;
import dev.logtrail.store.change.ChangedTrail;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import dev.logtrail.store.postgres.upkeep.Housekeeping.Done;
import dev.logtrail.store.upkeep.RetentionLimits;
import dev.logtrail.trail.CloseReason;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailHeader;
import dev.logtrail.trail.TrailKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HousekeepingIT {
  private static final long DAY_MS = 86_400_000L;

  private final EmbeddedDatabase db = new EmbeddedDatabase();
  private final TestClock clock = new TestClock("2026-11-20T10:00:00Z");
  private TrailWriter writer;
  private TrailReader reader;
  private ChangeFeed feed;

  @BeforeEach
  void open() {
    db.open();
    writer = db.database().openWriter(clock);
    reader = db.database().reader();
    feed = db.database().openChangeFeed();
  }

  @AfterEach
  void close() {
    feed.close();
    writer.close();
    db.close();
  }

  private Done run(Duration retention) {
    RetentionLimits limits = RetentionLimits.ofTrails(retention);
    return new Housekeeping(db.database().dataSource(), clock, limits).runAll();
  }

  private long count(String table) throws SQLException {
    try (Connection connection = db.database().dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rs = statement.executeQuery("select count(*) from " + table)) {
      rs.next();
      return rs.getLong(1);
    }
  }

  @Test
  void nothing_to_do() {
    assertThat(run(Duration.ofDays(30))).isEqualTo(new Done(0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void closes_trails_without_an_event_for_20_minutes() {
    TrailWrite idle = trail(writer, "idle").open().write();
    TrailWrite busy = trail(writer, "busy").open().start(T0 + 600_000).write();
    TrailWrite closed = trail(writer, "closed").write();
    TrailWrite environment = trail(writer, TrailKey.environmentAt(STREAM, T0)).open().write();
    long flushNo = writer.flush(flush(idle, busy, closed, environment));
    clock.advance(Duration.ofMinutes(21));

    assertThat(run(null).closedIdle()).isEqualTo(1);

    TrailRow row = reader.byRequestId("idle").get(0).row();
    TrailHeader header = row.header();
    assertThat(header.closeReason()).isEqualTo(CloseReason.IDLE);
    assertThat(header.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(header.endedAt()).isEqualTo(header.lastEventAt());
    assertThat(row.revision()).isEqualTo(idle.row().revision() + 1);
    assertThat(reader.byRequestId("busy").get(0).row()).isEqualTo(busy.row());
    assertThat(reader.byRequestId("closed").get(0).row()).isEqualTo(closed.row());
    assertThat(feed.after(flushNo, 10))
        .singleElement()
        .satisfies(
            c ->
                assertThat(c.trails()).extracting(ChangedTrail::requestId).containsExactly("idle"));
    assertThat(run(null).closedIdle()).isZero();
  }

  @Test
  void a_trail_closed_as_idle_can_still_grow() {
    TrailWrite open = trail(writer, "r1").open().write();
    writer.flush(flush(open));
    clock.advance(Duration.ofMinutes(21));
    run(null);
    long closed = reader.byRequestId("r1").get(0).row().revision();

    TrailWrite late = trail(writer, "r1").as(open.row()).lines(9).write();
    writer.flush(flush(late));

    TrailRow row = reader.byRequestId("r1").get(0).row();
    assertThat(row.header()).isEqualTo(late.row().header());
    assertThat(late.row().revision())
        .as("of the writer, who knows of no closing")
        .isEqualTo(closed);
    assertThat(row.revision()).as("names no content twice").isGreaterThan(closed);
  }

  @Test
  void trails_without_any_time_are_closed_the_day_after() {
    writer.flush(flush(trail(writer, "r1").open().start(null).end(null).write()));
    clock.advance(Duration.between(clock.instant(), Instant.now()).plusDays(2));

    assertThat(run(null).closedIdle()).isEqualTo(1);
  }

  @Test
  void keeps_changes_an_hour_and_the_newest_for_ever() {
    writer.flush(flush(trail(writer, "r1").write()));
    clock.advance(Duration.ofMinutes(50));
    long second = writer.flush(flush(trail(writer, "r2").write()));
    clock.advance(Duration.ofMinutes(20));

    assertThat(run(null).deletedChanges()).isEqualTo(1);
    assertThat(feed.oldest()).isEqualTo(second);
    clock.advance(Duration.ofHours(9));
    assertThat(run(null).deletedChanges()).isZero();
    assertThat(feed.latest()).isEqualTo(second);
  }

  @Test
  void keeps_dead_letters_14_days_each_once() throws SQLException {
    DeadLetter letter = SampleTrails.deadLetter(Source.FIREHOSE, "not JSON", 1, 2);
    Flush flush =
        new Flush(List.of(), List.of(), List.of(), List.of(letter), Map.of("control_message", 2L));
    writer.flush(flush);
    writer.flush(flush);

    assertThat(count("dead_letter")).isEqualTo(1);
    assertThat(count("dropped_event where count = 4 and reason = 'control_message'")).isEqualTo(1);
    clock.advance(Duration.ofDays(14).minusMinutes(1));
    assertThat(run(null).deletedDeadLetters()).isZero();
    clock.advance(Duration.ofMinutes(2));
    assertThat(run(null).deletedDeadLetters()).isEqualTo(1);
    clock.advance(Duration.ofDays(400));
    run(null);
    assertThat(count("dropped_event")).isZero();
  }

  @Test
  void without_retention_everything_stays() {
    writer.flush(flush(trail(writer, "r1").write()));
    clock.advance(Duration.ofDays(4_000));
    run(null);

    assertThat(reader.byRequestId("r1")).hasSize(1);
  }

  @Test
  void retention_drops_days_log_results_and_names_nobody_uses() throws SQLException {
    TrailKey elsewhere = TrailKey.request(SampleTrails.stream("orders", "bbbb"), "new", 1);
    writer.flush(flush(trail(writer, "old").write()));
    writer.flush(flush(SampleTrails.invocation("old", "log", null, T0)));
    clock.advance(Duration.ofDays(31));
    long now = T0 + 31 * DAY_MS;
    writer.flush(flush(trail(writer, elsewhere).start(now).write()));

    Done done = run(Duration.ofDays(30));

    assertThat(done.droppedPartitions()).isEqualTo(1);
    assertThat(done.deletedLogResults()).isEqualTo(1);
    assertThat(done.deletedStreams()).isEqualTo(1);
    assertThat(reader.byRequestId("old")).isEmpty();
    assertThat(reader.invocations("old")).isEmpty();
    assertThat(reader.byRequestId("new")).hasSize(1);
    assertThat(count("log_stream")).isEqualTo(1);
    writer.flush(flush(trail(writer, "old again").start(now).write()));
    assertThat(reader.byRequestId("old again")).hasSize(1);
  }

  @Test
  void late_events_for_a_dropped_day_make_it_anew() {
    writer.flush(flush(trail(writer, "old").write()));
    clock.advance(Duration.ofDays(31));
    run(Duration.ofDays(30));

    writer.flush(flush(trail(writer, "late").write()));

    assertThat(reader.byRequestId("late")).hasSize(1);
  }

  @Test
  void trails_of_absurd_dates_are_kept_by_the_day_they_were_written() {
    TrailWrite undated = trail(writer, "undated").start(0L).day(LocalDate.EPOCH).write();
    writer.flush(flush(undated));
    Duration toNow = Duration.between(clock.instant(), Instant.now());
    clock.advance(toNow);

    assertThat(run(Duration.ofDays(30)).deletedTrails()).isZero();
    clock.advance(Duration.ofDays(32));
    assertThat(run(Duration.ofDays(30)).deletedTrails()).isEqualTo(1);
    assertThat(reader.byRequestId("undated")).isEmpty();
  }
}
