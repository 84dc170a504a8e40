package dev.logtrail.store;

import static dev.logtrail.store.SampleTrails.STREAM;
import static dev.logtrail.store.SampleTrails.T0;
import static dev.logtrail.store.SampleTrails.flush;
import static dev.logtrail.store.SampleTrails.trail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.limit.DeliveryLimits;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Report;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every store of trails does on writing and reading back. */
public abstract class TrailStoreContract extends StoreKit {
  /** New and replaced rows may take different ways. */
  private void flushTwice(TrailWrite... writes) {
    writer.flush(flush(writes));
    writer.flush(flush(writes));
  }

  @Test
  void gives_back_what_was_stored() {
    Report report = new Report(3000.5, 3001L, 128, 70, 92.34, 511.25, 303L, "timeout", "Runtime.X");
    TrailWrite write =
        trail(writer, "r1")
            .report(report)
            .outcome(Outcome.TIMEOUT)
            .coldStart(true)
            .traceId("1-67-abc")
            .tenantId("blue")
            .execution("arn:aws:states:eu-west-1:123456789012:express:report:nightly:4711")
            .sources(Source.KINESIS, Source.LOG_RESULT)
            .errors(3)
            .write();

    flushTwice(write);

    assertThat(reader.byRequestId("r1"))
        .containsExactly(new StoredTrail(write.row(), write.segments()));
    assertThat(reader.byTrailId(write.row().trailId(), write.row().day()).events())
        .isEqualTo(write.segments().get(0).events());
  }

  @Test
  void refuses_a_second_row_of_one_key() {
    TrailWrite write = trail(writer, "r1").write();
    writer.flush(flush(write));

    assertThatThrownBy(() -> writer.flush(flush(trail(writer, "r1").write())))
        .isInstanceOf(StaleWriterException.class)
        .hasMessageContaining("another row holds the key");
    assertThat(reader.byRequestId("r1"))
        .containsExactly(new StoredTrail(write.row(), write.segments()));
  }

  @Test
  void a_row_may_take_the_place_of_one_that_goes() {
    TrailWrite old = trail(writer, "r1").write();
    writer.flush(flush(old));
    TrailWrite instead = trail(writer, "r1").write();

    writer.flush(new Flush(List.of(instead), List.of(old.row()), List.of(), List.of(), Map.of()));

    assertThat(reader.byRequestId("r1"))
        .containsExactly(new StoredTrail(instead.row(), instead.segments()));
  }

  @Test
  void keeps_a_request_id_of_any_length_that_a_line_may_hold() {
    String id = "\uD83D\uDE00".repeat(DeliveryLimits.REQUEST_ID_CHARS / 2);
    writer.flush(flush(trail(writer, id).write()));

    assertThat(reader.byRequestId(id)).hasSize(1);
  }

  @Test
  void gives_back_what_is_not_known_as_null() {
    TrailWrite write = trail(writer, "r1").open().start(null).end(null).write();

    flushTwice(write);

    assertThat(reader.byRequestId("r1").get(0).row()).isEqualTo(write.row());
  }

  @Test
  void tells_an_empty_report_from_none() {
    Report empty = new Report(null, null, null, null, null, null, null, null, null);
    TrailWrite write = trail(writer, "r1").report(empty).write();

    flushTwice(write);

    assertThat(reader.byRequestId("r1").get(0).row().header().report()).isEqualTo(empty);
  }

  @Test
  void gives_back_any_text() {
    String odd = "nul \u0000, lone \uD800 surrogates \uDC00, \uFFFF and \uD83D\uDE00";
    LogStream stream = new LogStream("acc\u0000", "re\uD800", "group \u0000", "stream " + odd);
    LogEvent event = new LogEvent("id " + odd, LogEvent.UNKNOWN_TIME, odd, 3);
    TrailWrite write =
        trail(writer, TrailKey.request(stream, odd, 1))
            .events(List.of(new TrailEvent(event, Basis.INIT, true, Source.FILE)))
            .traceId(odd)
            .tenantId(odd)
            .write();

    flushTwice(write);

    assertThat(reader.byRequestId(odd))
        .containsExactly(new StoredTrail(write.row(), write.segments()));
  }

  @Test
  void unknown_ids_give_nothing() {
    assertThat(reader.byRequestId("nobody")).isEmpty();
    assertThat(reader.invocations("nobody")).isEmpty();
    assertThat(reader.byTrailId(5, LocalDate.of(2026, 11, 20))).isNull();
  }

  @Test
  void a_newer_version_replaces_row_and_segment() {
    TrailWrite first = trail(writer, "r1").open().lines(1).write();
    TrailWrite second = trail(writer, "r1").as(first.row()).lines(5).write();

    writer.flush(flush(first));
    writer.flush(flush(second));

    assertThat(reader.byRequestId("r1"))
        .containsExactly(new StoredTrail(second.row(), second.segments()));
  }

  @Test
  void a_flush_repeated_changes_nothing() {
    TrailWrite write = trail(writer, "r1").write();

    long first = writer.flush(flush(write));
    long second = writer.flush(flush(write));

    assertThat(second).isGreaterThan(first);
    assertThat(reader.byRequestId("r1")).hasSize(1);
  }

  @Test
  void segments_are_added_replaced_and_removed() {
    TrailWrite first = trail(writer, "r1").write();
    TrailRow row = trail(writer, "r1").as(first.row()).row();
    TrailSegment more = new TrailSegment(1, SampleTrails.events("r1", T0 + 1_000, 3));
    TrailSegment other = new TrailSegment(0, SampleTrails.events("r1", T0 + 2_000, 1));

    writer.flush(flush(first));
    writer.flush(flush(new TrailWrite(row, List.of(more), List.of(), more.events())));
    assertThat(reader.byRequestId("r1").get(0).segments())
        .containsExactly(first.segments().get(0), more);
    writer.flush(flush(new TrailWrite(row, List.of(other), List.of(1), List.of())));
    assertThat(reader.byRequestId("r1").get(0).segments()).containsExactly(other);
  }

  @Test
  void deletes_row_and_segments_and_takes_repeats() {
    TrailWrite write = trail(writer, "r1").write();
    writer.flush(flush(write));

    writer.flush(SampleTrails.delete(write.row()));
    writer.flush(SampleTrails.delete(write.row()));

    assertThat(reader.byRequestId("r1")).isEmpty();
    assertThat(reader.byTrailId(write.row().trailId(), write.row().day())).isNull();
  }

  @Test
  void attempts_come_by_start() {
    TrailWrite late = trail(writer, TrailKey.request(STREAM, "r1", 2)).start(T0 + 90_000).write();
    TrailWrite early = trail(writer, "r1").start(T0).write();
    LogStream elsewhere = SampleTrails.stream("orders", "bbbb");
    TrailWrite between =
        trail(writer, TrailKey.request(elsewhere, "r1", 1)).start(T0 + 60_000).write();

    writer.flush(flush(late, early, between));

    assertThat(reader.byRequestId("r1"))
        .extracting(StoredTrail::row)
        .containsExactly(early.row(), between.row(), late.row());
  }

  @Test
  void a_replaced_writer_cannot_overwrite_its_successor() {
    TrailWrite mine = trail(writer, "r1").write();
    writer.flush(flush(mine));
    try (TrailWriter successor = store().openWriter()) {
      assertThat(successor.epoch()).isGreaterThan(writer.epoch());
      TrailWrite theirs = trail(successor, "r1").as(mine.row()).revision(1).lines(7).write();
      successor.flush(flush(theirs));
      TrailWrite another = trail(writer, "r2").write();
      TrailWrite stale = trail(writer, "r1").as(mine.row()).revision(99).write();

      assertThatThrownBy(() -> writer.flush(flush(another, stale)))
          .isInstanceOf(StaleWriterException.class)
          .hasMessageContaining("epoch " + successor.epoch());
      assertThatThrownBy(() -> writer.flush(SampleTrails.delete(mine.row())))
          .isInstanceOf(StaleWriterException.class);

      assertThat(reader.byRequestId("r1").get(0).row()).isEqualTo(theirs.row());
      assertThat(reader.byRequestId("r2")).as("nothing of a refused flush").isEmpty();
    }
  }

  @Test
  void an_older_revision_is_refused() {
    TrailWrite newer = trail(writer, "r1").revision(5).write();
    writer.flush(flush(newer));
    TrailWrite older = trail(writer, "r1").as(newer.row()).revision(4).write();

    assertThatThrownBy(() -> writer.flush(flush(older)))
        .isInstanceOf(StaleWriterException.class)
        .hasMessageContaining("revision 5");
  }

  @Test
  void trail_ids_are_unique_and_name_their_epoch() {
    long first = writer.nextTrailId();
    assertThat(writer.nextTrailId()).isNotEqualTo(first);
    assertThat(first >>> 32).isEqualTo(writer.epoch());
  }

  @Test
  void a_later_log_result_replaces_and_the_same_is_no_news() {
    var first = SampleTrails.invocation("r1", "START", null, T0);
    var second = SampleTrails.invocation("r1", "START\nEND", "Unhandled", T0);

    writer.flush(flush(first));
    writer.flush(flush(first));
    assertThat(reader.invocations("r1")).containsExactly(first);
    List<LogResultArrival> came = reader.logResultArrivals(List.of("r1", "nobody"));
    assertThat(came).singleElement().matches(a -> a.isOf(first));
    writer.flush(flush(second));
    assertThat(reader.invocations("r1")).containsExactly(second);
    assertThat(reader.logResultArrivals(List.of("r1"))).as("the first one's").isEqualTo(came);
  }

  @Test
  void a_log_result_whose_account_nobody_told_takes_that_of_its_trail() {
    var told = SampleTrails.invocation("r1", "START", null, T0);
    var untold = SampleTrails.ofAccount(Invocation.UNKNOWN_ACCOUNT, told);

    writer.flush(
        flush(
            untold,
            SampleTrails.ofAccount(
                Invocation.UNKNOWN_ACCOUNT, SampleTrails.invocation("r2", "START", null, T0))));
    assertThat(reader.invocations("r1")).containsExactly(untold);
    writer.flush(flush(trail(writer, "r1").write()));
    assertThat(reader.invocations("r1")).containsExactly(told);
    writer.flush(flush(untold));
    assertThat(reader.invocations("r1")).containsExactly(told);
    assertThat(reader.invocations("r2"))
        .extracting(Invocation::account)
        .containsExactly(Invocation.UNKNOWN_ACCOUNT);
  }

  @Test
  void dates_near_and_far_are_kept() {
    List<LocalDate> days =
        List.of(
            LocalDate.of(2026, 11, 20),
            LocalDate.of(2026, 11, 6),
            LocalDate.of(2014, 11, 14),
            LocalDate.of(1970, 1, 1),
            LocalDate.of(2031, 2, 28),
            LocalDate.of(9999, 12, 31));
    List<TrailWrite> writes = new ArrayList<>();
    for (LocalDate day : days) {
      writes.add(trail(writer, "r-" + day).day(day).start(day.toEpochDay() * 86_400_000L).write());
    }

    flushTwice(writes.toArray(TrailWrite[]::new));

    for (TrailWrite write : writes) {
      String id = write.row().header().key().requestId();
      assertThat(reader.byRequestId(id)).extracting(StoredTrail::row).containsExactly(write.row());
      assertThat(reader.byTrailId(write.row().trailId(), write.row().day())).isNotNull();
    }
  }

  @Test
  void large_flushes_are_stored_whole() {
    List<TrailWrite> writes = new ArrayList<>();
    for (int i = 0; i < 2_500; i++) {
      LogStream stream = SampleTrails.stream("f" + i % 7, "s" + i % 100);
      writes.add(trail(writer, TrailKey.request(stream, "r" + i, 1)).start(T0 + i).write());
    }

    flushTwice(writes.toArray(TrailWrite[]::new));

    for (int i : new int[] {0, 1_249, 2_499}) {
      assertThat(reader.byRequestId("r" + i))
          .containsExactly(new StoredTrail(writes.get(i).row(), writes.get(i).segments()));
    }
  }

  @Test
  void an_empty_flush_is_numbered_too() {
    long first = writer.flush(flush(new TrailWrite[0]));
    assertThat(writer.flush(flush(new TrailWrite[0]))).isGreaterThan(first);
    reader.ping();
  }

  @Test
  void a_request_is_its_attempts_and_its_log_results() {
    writer.flush(flush(trail(writer, "r1").write()));
    writer.flush(flush(SampleTrails.invocation("r1", "log", null, T0)));
    writer.flush(flush(SampleTrails.invocation("r2", "other log", null, T0)));

    assertThat(reader.request("r1"))
        .isEqualTo(new StoredRequest(reader.byRequestId("r1"), reader.invocations("r1")));
    assertThat(reader.request("r1").trails()).hasSize(1);
    assertThat(reader.request("r1").invocations()).hasSize(1);
    assertThat(reader.request("r2").trails())
        .singleElement()
        .satisfies(t -> assertThat(t.row().isLogResultOnly()).isTrue());
    assertThat(reader.request("r2").invocations()).hasSize(1);
    assertThat(reader.request("r3")).isEqualTo(new StoredRequest(List.of(), List.of()));
  }
}
