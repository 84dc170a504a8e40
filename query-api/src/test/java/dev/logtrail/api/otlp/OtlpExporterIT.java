package dev.logtrail.api.otlp;

import static dev.logtrail.store.SampleTrails.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.otlp.FakeCollector.Answer;
import dev.logtrail.limit.ExportLimits;
import dev.logtrail.otel.SpanIds;
import dev.logtrail.store.SampleTrails;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.TrailWrite;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.change.ChangeFeed;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a receiver has at the end, whatever it answers on the way. */
class OtlpExporterIT {
  @RegisterExtension static final EmbeddedDatabase DATABASE = new EmbeddedDatabase();

  private static int exports;

  private final FakeCollector collector = new FakeCollector();
  private final String target = "otlp-" + exports++;
  private final Clock writersClock = clock(T0);
  private TrailWriter writer;
  private ChangeFeed feed;

  private static Clock clock(long at) {
    return Clock.fixed(Instant.ofEpochMilli(at), ZoneOffset.UTC);
  }

  @BeforeEach
  void open() {
    writer = DATABASE.database().openWriter(writersClock);
    feed = DATABASE.database().openChangeFeed();
    // An export begins behind what is stored.
    DATABASE.database().exportState(target).begin("a", 0);
  }

  @AfterEach
  void close() {
    feed.close();
    writer.close();
    collector.close();
  }

  private OtlpExporter exporter(String holder) {
    return exporter(holder, T0 + ExportLimits.SETTLE_MS);
  }

  private OtlpExporter exporter(String holder, long now) {
    return exporter(holder, now, false);
  }

  private OtlpExporter exporter(String holder, long now, boolean atMostOnce) {
    return new OtlpExporter(
        new OtlpSettings(collector.uri(), Map.of("X-Key", "secret"), true, true, atMostOnce),
        DATABASE.database().reader(),
        feed,
        DATABASE.database().exportState(target),
        holder,
        Conventions.builtIn(),
        clock(now));
  }

  /** Takes turns until there is nothing to do, as often as the receiver fails. */
  private static void drain(OtlpExporter exporter) throws InterruptedException {
    int idle = 0;
    for (int turns = 0; idle < 2; turns++) {
      assertThat(turns).isLessThan(500);
      long failures = exporter.figures().failures();
      boolean again = exporter.turn() == 0 || exporter.figures().failures() > failures;
      idle = again ? 0 : idle + 1;
    }
  }

  private TrailWrite store(String id, int lines) {
    TrailWrite write =
        SampleTrails.trail(writer, id).events(SampleTrails.events(id, T0, lines)).write();
    writer.flush(SampleTrails.flush(write));
    return write;
  }

  private static void assertEachOnce(List<String> ids, int count) {
    assertThat(ids).hasSize(count).doesNotHaveDuplicates();
  }

  @Test
  void aClosedTrailIsASpanAndItsLinesRecords() throws Exception {
    TrailRow row = store(target, 3).row();
    OtlpExporter exporter = exporter("a");
    drain(exporter);

    assertThat(collector.calls).containsExactly("/otlp/v1/traces", "/otlp/v1/logs");
    assertThat(collector.lastKey).isEqualTo("secret");
    assertThat(collector.spanIds()).containsExactly(SpanIds.span(row.header().key()));
    assertThat(FakeCollector.attribute(collector.spans.get(0), "faas.invocation_id"))
        .isEqualTo(target);
    assertEachOnce(collector.uids(), 5);
    assertThat(collector.lines)
        .allMatch(l -> l.get("spanId").asText().equals(collector.spanIds().get(0)));
    assertThat(exporter.figures().spans()).isEqualTo(1);
    assertThat(exporter.figures().lines()).isEqualTo(5);
  }

  @Test
  void whatIsOpenWaitsAndWhatComesLaterIsSentAlone() throws Exception {
    String id = target;
    List<TrailEvent> events = SampleTrails.events(id, T0, 4);
    TrailWrite open = SampleTrails.trail(writer, id).open().events(events.subList(0, 2)).write();
    writer.flush(SampleTrails.flush(open));
    OtlpExporter exporter = exporter("a");
    drain(exporter);
    assertThat(collector.calls).isEmpty();

    TrailWrite closed =
        SampleTrails.trail(writer, id).as(open.row()).events(events.subList(0, 5)).write();
    writer.flush(SampleTrails.flush(closed));
    drain(exporter);
    assertEachOnce(collector.uids(), 5);
    TrailWrite late = SampleTrails.trail(writer, id).as(closed.row()).events(events).write();
    writer.flush(SampleTrails.flush(late));
    drain(exporter);
    assertEachOnce(collector.uids(), 6);
    assertEachOnce(collector.spanIds(), 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {503, 429, 401, 404, 500, 0})
  void whatFailsIsSentAgainAndNothingThatWasTakenIs(int status) throws Exception {
    for (int i = 0; i < 5; i++) {
      store(target + "-" + i, 3);
    }
    // Every second call fails, so that traces are taken and logs are not, and the reverse.
    collector.script =
        (call, path, body) -> call % 2 == 0 ? new Answer(status, "later") : Answer.OK;
    OtlpExporter exporter = exporter("a");
    drain(exporter);

    assertEachOnce(collector.spanIds(), 5);
    assertEachOnce(collector.uids(), 25);
    assertThat(exporter.figures().failures()).isPositive();
  }

  @Test
  void aReceiverThatIsAwayIsWaitedForLongerAndLonger() throws Exception {
    store(target, 1);
    collector.script = (call, path, body) -> new Answer(503, "");
    OtlpExporter exporter = exporter("a");
    List<Long> pauses = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      pauses.add(exporter.turn());
    }
    assertThat(pauses)
        .containsExactly(1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 32_000L, 60_000L, 60_000L);
    assertThat(collector.calls).hasSize(8); // It is asked for the same, and for nothing more.
    collector.script = (call, path, body) -> Answer.OK;
    drain(exporter);
    assertEachOnce(collector.spanIds(), 1);
  }

  @Test
  void onePartThatIsNeverTakenIsLeftOutAloneAndWhatIsNotWantedIsCounted() throws Exception {
    for (int i = 0; i < 7; i++) {
      store(target + "-" + i, 3);
    }
    collector.script =
        (call, path, body) ->
            path.endsWith("traces")
                ? new Answer(
                    200, "{\"partialSuccess\":{\"rejectedSpans\":\"2\",\"errorMessage\":\"old\"}}")
                : body.toString().contains("line 2 of " + target + "-4")
                    ? new Answer(400, "bad line")
                    : Answer.OK;
    OtlpExporter exporter = exporter("a");
    drain(exporter);

    assertEachOnce(collector.uids(), 34);
    assertThat(exporter.figures().refused()).isEqualTo(1);
    assertThat(exporter.figures().rejected()).isEqualTo(2);
    assertThat(exporter.figures().spans()).isEqualTo(5);
    assertThat(exporter.figures().failures()).isZero();
  }

  /**
   * A program is killed at its n-th request: it takes its turns no further, and what it would note
   * then is not noted.
   */
  @ParameterizedTest
  @CsvSource({
    "1, true, false", "1, false, false", "1, true, true", "1, false, true",
    "5, true, false", "5, false, false", "5, true, true", "5, false, true",
    "7, true, false", "7, false, false", "7, true, true", "7, false, true",
    "8, true, false", "8, true, true", "9, true, false", "9, false, false"
  })
  void whoTakesOverSendsOneRequestAgainAtMost(int at, boolean taken, boolean atMostOnce)
      throws Exception {
    int all = ExportLimits.BATCH_TRAILS + 15;
    List<TrailWrite> writes = new ArrayList<>();
    for (int i = 0; i < all; i++) {
      String id = target + "-" + i;
      writes.add(SampleTrails.trail(writer, id).events(SampleTrails.events(id, T0 + i, 1)).write());
    }
    writer.flush(SampleTrails.flush(writes.toArray(TrailWrite[]::new)));
    long now = T0 + ExportLimits.SETTLE_MS;
    OtlpExporter first = exporter("a", now, atMostOnce);
    collector.script = (call, path, body) -> call == at ? killed(taken) : Answer.OK;
    while (collector.calls.size() < at) {
      first.turn();
    }
    int lastSpans = lastRequest("traces") ? ExportLimits.REQUEST_SPANS : 0;
    int lastLines = lastSpans == 0 ? ExportLimits.REQUEST_LINES : 0;

    sql("update export_position set holder = null where target = '" + target + "'");
    collector.script = (call, path, body) -> Answer.OK;
    drain(exporter("b", now, atMostOnce));
    int spans = new HashSet<>(collector.spanIds()).size();
    int lines = new HashSet<>(collector.uids()).size();
    if (atMostOnce) {
      assertEachOnce(collector.spanIds(), spans);
      assertEachOnce(collector.uids(), lines);
      assertThat(spans).isBetween(all - (taken ? 0 : lastSpans), all);
      assertThat(lines).isBetween(3 * all - (taken ? 0 : lastLines), 3 * all);
    } else {
      assertThat(spans).isEqualTo(all);
      assertThat(lines).isEqualTo(3 * all);
      assertThat(collector.spanIds()).hasSizeBetween(all, all + lastSpans);
      assertThat(collector.uids()).hasSizeBetween(3 * all, 3 * all + lastLines);
    }
  }

  private boolean lastRequest(String signal) {
    return collector.calls.get(collector.calls.size() - 1).endsWith(signal);
  }

  private Answer killed(boolean taken) {
    sql(
        "update export_position set holder = 'nobody', held_until = null where target = '"
            + target
            + "'");
    return taken ? Answer.OK : new Answer(0, "");
  }

  /** What it has looked through lies in pages; a program that ends between two loses none. */
  @Test
  void whoEndsWhileItLooksThroughTrailsBeginsAgain() throws Exception {
    int all = 2 * ExportLimits.BATCH_TRAILS + 20;
    sql("delete from change where flush_no < (select max(flush_no) from change)");
    List<TrailWrite> writes = new ArrayList<>();
    for (int i = 0; i < all; i++) {
      String id = target + "-" + i;
      // Begun an hour and a half before the position was stored, and closed after that.
      writes.add(SampleTrails.trail(writer, id).start(T0 + i).write());
    }
    writer.flush(SampleTrails.flush(writes.toArray(TrailWrite[]::new)));
    writer.flush(SampleTrails.flush(SampleTrails.trail(writer, target).write()));
    sql("delete from change where flush_no < (select max(flush_no) from change)");
    sql(
        "update export_position set moved_at = '2026-11-20T11:30:00Z' where target = '%s'"
            .formatted(target));
    OtlpExporter first = exporter("a", T0 + 7_200_000);
    while (collector.spans.size() < 2 * ExportLimits.BATCH_TRAILS) {
      first.turn();
    }
    first.release();

    drain(exporter("b", T0 + 7_200_000));
    List<String> own =
        collector.spans.stream()
            .map(s -> FakeCollector.attribute(s, "faas.invocation_id"))
            .filter(id -> id.startsWith(target + "-"))
            .toList();
    assertEachOnce(own, all);
  }

  private static void sql(String sql) {
    Sql.run(
        DATABASE.database().dataSource(),
        "prepare",
        connection -> {
          Sql.execute(connection, sql);
          return null;
        });
  }

  @Test
  void twoProgramsExportOneAfterTheOther() throws Exception {
    store(target, 1);
    OtlpExporter first = exporter("a");
    OtlpExporter second = exporter("b");
    drain(first);
    drain(second);
    assertEachOnce(collector.spanIds(), 1);
    first.release();
    store(target + "-2", 1);
    drain(second);
    assertEachOnce(collector.spanIds(), 2);
  }

  @Test
  void afterALongPauseTrailsAreLookedThroughInsteadOfChanges() throws Exception {
    store(target + "-sent", 1);
    drain(exporter("a"));
    assertEachOnce(collector.spanIds(), 1);
    long start = T0 + 1_800_000;
    for (int i = 0; i < 3; i++) {
      String id = target + "-" + i;
      TrailWrite write =
          SampleTrails.trail(writer, id)
              .start(start + i)
              .events(SampleTrails.events(id, start + i, 1))
              .write();
      writer.flush(SampleTrails.flush(write));
    }
    TrailKey environment = TrailKey.environmentAt(SampleTrails.stream("orders", target), start);
    writer.flush(
        SampleTrails.flush(
            SampleTrails.trail(writer, environment)
                .start(start)
                .events(List.of(SampleTrails.event(start, "left over of " + target + "\n", 1)))
                .write()));
    sql("delete from change where flush_no < (select max(flush_no) from change)");
    sql(
        "update export_position set moved_at = '2026-11-20T10:20:00Z' where target = '%s'"
            .formatted(target));
    // Trails of other tests were never exported to this target, and are found as well.
    drain(exporter("a", T0 + 7_200_000));
    List<String> requests =
        collector.spans.stream()
            .map(s -> FakeCollector.attribute(s, "faas.invocation_id"))
            .toList();
    assertThat(requests).doesNotHaveDuplicates();
    assertThat(requests).contains(target + "-0", target + "-1", target + "-2", target + "-sent");
    assertThat(collector.lines.toString()).contains("left over of " + target);
    assertThat(collector.uids()).doesNotHaveDuplicates();
  }

  /** As when a better parser derives rows anew, after it is forgotten that they were sent. */
  @Test
  void whatIsOlderThanWhatIsKnownOfItIsNotSentAgain() throws Exception {
    TrailWrite first = store(target, 2);
    drain(exporter("a"));
    assertEachOnce(collector.spanIds(), 1);
    sql("delete from export_sent where target = '" + target + "'");
    List<TrailEvent> events = SampleTrails.events(target, T0, 2);
    writer.flush(
        SampleTrails.flush(
            SampleTrails.trail(writer, target).as(first.row()).events(events).write()));
    OtlpExporter later = exporter("a", T0 + ExportLimits.OLDEST_MS + 60_000);
    drain(later);
    assertEachOnce(collector.spanIds(), 1);
    assertThat(later.figures().old()).isEqualTo(1);
  }

  @Test
  void whatOnlyALogResultToldWaitsForCloudWatch() throws Exception {
    writer.flush(
        SampleTrails.flush(
            SampleTrails.invocation(target, "START RequestId: " + target + "\nhello\n", null, T0)));
    OtlpExporter exporter = exporter("a");
    drain(exporter);
    assertThat(collector.calls).isEmpty();
    store(target, 2);
    drain(exporter);
    assertEachOnce(collector.spanIds(), 1);
    assertEachOnce(collector.uids(), 4);
  }

  @Test
  void aTrailOfManyLinesComesInRequestsOfLimitedSize() throws Exception {
    List<TrailEvent> events = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      events.add(SampleTrails.event(T0 + i, i + "x".repeat(100_000) + "\n", i));
    }
    writer.flush(
        SampleTrails.flush(
            SampleTrails.trail(writer, target).outcome(Outcome.ERROR).events(events).write()));
    drain(exporter("a"));
    assertThat(collector.calls).hasSizeBetween(17, 22);
    assertEachOnce(collector.uids(), 40);
  }
}
