package dev.logtrail.store;

import static dev.logtrail.store.SampleTrails.STREAM;
import static dev.logtrail.store.SampleTrails.T0;
import static dev.logtrail.store.SampleTrails.flush;
import static dev.logtrail.store.SampleTrails.trail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.store.stats.FunctionSummary;
import dev.logtrail.trail.CloseReason;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.Level;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Report;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every store lists, in which order and by which filters. */
public abstract class TrailListContract extends StoreKit {
  private static final String DURABLE =
      "arn:aws:lambda:eu-west-1:123456789012:function:orders:7/durable-execution/order-123/9f7d84c9-1";

  private static final long HOUR = 3_600_000L;

  private List<String> ids(TrailQuery.Builder query) {
    return reader.list(query.build()).trails().stream().map(TrailListContract::id).toList();
  }

  private static String id(ListedTrail listed) {
    return String.valueOf(listed.row().header().key().requestId());
  }

  private static TrailQuery.Builder all() {
    return TrailQuery.builder();
  }

  @Test
  void newest_first_or_oldest_first() {
    writer.flush(
        flush(
            trail(writer, "b").start(T0 + 1).write(),
            trail(writer, "c").start(T0 + 2).write(),
            trail(writer, "a").start(T0).write()));

    assertThat(ids(all())).containsExactly("c", "b", "a");
    assertThat(ids(all().newestFirst(false))).containsExactly("a", "b", "c");
  }

  @Test
  void outcomes_are_counted_by_step_and_by_the_filters_of_lists() {
    writer.flush(
        flush(
            trail(writer, "a").start(T0).outcome(Outcome.SUCCESS).write(),
            trail(writer, "b").start(T0 + 59_999).outcome(Outcome.SUCCESS).write(),
            trail(writer, "c").start(T0 + 60_000).outcome(Outcome.TIMEOUT).write(),
            trail(writer, "d").start(T0 + HOUR).outcome(Outcome.SUCCESS).write(),
            trail(writer, "e").start(null).write()));

    TrailQuery.Builder hour = all().between(T0, T0 + HOUR).limit(1);
    assertThat(reader.outcomes(hour.build(), 60_000))
        .containsExactly(
            new OutcomeCount(T0, Outcome.SUCCESS, 2),
            new OutcomeCount(T0 + 60_000, Outcome.TIMEOUT, 1));
    assertThat(reader.outcomes(hour.outcomes(List.of(Outcome.TIMEOUT)).build(), HOUR))
        .containsExactly(new OutcomeCount(T0, Outcome.TIMEOUT, 1));
    assertThat(reader.outcomes(hour.function("no-such").build(), HOUR)).isEmpty();
  }

  @Test
  void pages_meet_without_gap_or_double_in_both_orders() {
    List<TrailWrite> writes = new ArrayList<>();
    List<Invocation> results = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 23; i++) {
      // Some share a start, some are known only from a log result, one has no time.
      long start = T0 + i / 3 * 1_000L;
      String id = "r%02d".formatted(i);
      if (i % 4 == 3) {
        results.add(SampleTrails.invocation(id, "log", null, start));
      } else {
        writes.add(trail(writer, id).start(i == 0 ? null : Long.valueOf(start)).write());
      }
      expected.add(id);
    }
    writer.flush(new Flush(writes, List.of(), results, List.of(), Map.of()));

    for (boolean newest : new boolean[] {true, false}) {
      List<String> whole = ids(all().newestFirst(newest).limit(100));
      assertThat(whole).containsExactlyInAnyOrderElementsOf(expected);
      for (int size : new int[] {1, 4, 23}) {
        assertThat(paged(newest, size)).isEqualTo(whole);
      }
    }
  }

  private List<String> paged(boolean newest, int size) {
    List<String> ids = new ArrayList<>();
    String cursor = null;
    do {
      TrailPage page = reader.list(all().newestFirst(newest).limit(size).cursor(cursor).build());
      page.trails().forEach(t -> ids.add(id(t)));
      cursor = page.nextCursor();
    } while (cursor != null);
    return ids;
  }

  @Test
  void the_last_page_says_so() {
    writer.flush(flush(trail(writer, "a").write(), trail(writer, "b").write()));

    assertThat(reader.list(all().limit(1).build()).nextCursor()).isNotNull();
    assertThat(reader.list(all().limit(2).build()).nextCursor()).isNull();
  }

  @Test
  void wrong_questions_are_told_what_would_be_right() {
    writer.flush(flush(trail(writer, "a").write(), trail(writer, "b").write()));
    String cursor = reader.list(all().limit(1).build()).nextCursor();

    assertThatThrownBy(() -> reader.list(all().cursor("nonsense!").build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"nonsense!\"")
        .hasMessageContaining("nextCursor");
    assertThatThrownBy(() -> reader.list(all().newestFirst(false).cursor(cursor).build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("other order");
    assertThatThrownBy(() -> reader.list(all().limit(0).build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 to 1000");
    assertThatThrownBy(() -> reader.list(all().kind("what").build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("request or environment");
  }

  @Test
  void from_is_inclusive_and_to_exclusive() {
    writer.flush(
        flush(
            trail(writer, "before").start(T0 - 1).write(),
            trail(writer, "from").start(T0).write(),
            trail(writer, "last").start(T0 + 9).write(),
            trail(writer, "to").start(T0 + 10).write(),
            trail(writer, "undated").start(null).write()));

    assertThat(ids(all().between(T0, T0 + 10))).containsExactly("last", "from");
    assertThat(ids(all().between(null, T0))).containsExactly("before", "undated");
    assertThat(ids(all().between(T0 + 10, null))).containsExactly("to");
  }

  @Test
  void a_day_fixed_at_first_write_may_be_next_to_the_start() {
    long midnight = T0 / 86_400_000L * 86_400_000L;
    LocalDate yesterday = LocalDate.ofEpochDay(midnight / 86_400_000L - 1);
    writer.flush(flush(trail(writer, "a").start(midnight).day(yesterday).write()));

    assertThat(ids(all().between(midnight, midnight + 1))).containsExactly("a");
  }

  @Test
  void filters_by_version() {
    LogStream latest = SampleTrails.stream("orders", "aaaa");
    LogStream seventh =
        new LogStream(latest.account(), latest.region(), latest.logGroup(), "2026/11/20/[7]aaaa");
    writer.flush(
        flush(
            trail(writer, TrailKey.request(latest, "latest", 1)).write(),
            trail(writer, TrailKey.request(seventh, "seventh", 1)).start(T0 + 1).write()));

    assertThat(ids(all().version("7"))).containsExactly("seventh");
    assertThat(ids(all().version("$LATEST"))).containsExactly("latest");
    assertThat(ids(all().version("8"))).isEmpty();
  }

  @Test
  void filters_by_columns() {
    LogStream other = SampleTrails.stream("billing", "zzzz");
    Report slow = new Report(900.0, 900L, 128, 70, null, null, null, null, null);
    writer.flush(
        flush(
            trail(writer, "plain").write(),
            trail(writer, TrailKey.request(other, "billing", 1)).start(T0 + 1).write(),
            trail(writer, "cold").coldStart(true).start(T0 + 2).write(),
            trail(writer, "slow").report(slow).start(T0 + 3).write(),
            trail(writer, "failed").outcome(Outcome.ERROR).errors(2).start(T0 + 4).write(),
            trail(writer, "traced").traceId("1-67-abc").tenantId("blue").start(T0 + 5).write(),
            trail(writer, "durable").execution(DURABLE).start(T0 + 7).write(),
            trail(writer, "step")
                .execution("arn:aws:states:eu-west-1:123456789012:execution:report:nightly")
                .start(T0 + 8)
                .write(),
            trail(writer, "filed").sources(Source.FILE, Source.API).start(T0 + 6).write()));

    assertThat(ids(all().function("billing"))).containsExactly("billing");
    assertThat(ids(all().function("nobody"))).isEmpty();
    assertThat(ids(all().account("123456789012"))).hasSize(9);
    assertThat(ids(all().account("000000000000"))).isEmpty();
    assertThat(ids(all().region("eu-west-1"))).hasSize(9);
    assertThat(ids(all().logStream(other.logStream()))).containsExactly("billing");
    assertThat(ids(all().coldStart(true))).containsExactly("cold");
    assertThat(ids(all().coldStart(false))).hasSize(8);
    assertThat(ids(all().minDurationMs(900.0))).containsExactly("slow");
    assertThat(ids(all().minDurationMs(1.0).maxDurationMs(899.0))).doesNotContain("slow");
    assertThat(ids(all().outcomes(List.of(Outcome.ERROR, Outcome.TIMEOUT))))
        .containsExactly("failed");
    assertThat(ids(all().level(Level.ERROR))).containsExactly("failed");
    assertThat(ids(all().traceId("1-67-abc"))).containsExactly("traced");
    assertThat(ids(all().tenantId("blue"))).containsExactly("traced");
    assertThat(ids(all().tenantId("red"))).isEmpty();
    assertThat(ids(all().execution("order-123"))).containsExactly("durable");
    assertThat(ids(all().execution("9f7d84c9-1"))).containsExactly("durable");
    assertThat(ids(all().execution(DURABLE))).containsExactly("durable");
    assertThat(ids(all().execution(DURABLE.replace("orders:7", "orders:8")))).isEmpty();
    assertThat(ids(all().execution("nightly"))).containsExactly("step");
    assertThat(ids(all().execution("order"))).isEmpty();
    assertThat(ids(all().source(Source.FILE))).containsExactly("filed");
    assertThat(ids(all().function("orders").outcomes(List.of(Outcome.SUCCESS)).coldStart(true)))
        .containsExactly("cold");
  }

  @Test
  void environment_trails_show_only_when_asked_for() {
    writer.flush(
        flush(
            trail(writer, "r1").write(),
            trail(writer, TrailKey.environmentAt(STREAM, T0)).open().write()));

    assertThat(ids(all())).containsExactly("r1");
    assertThat(ids(all().kind("request"))).containsExactly("r1");
    List<ListedTrail> environments = reader.list(all().kind("environment").build()).trails();
    assertThat(environments).hasSize(1);
    assertThat(environments.get(0).attempt()).isZero();
    assertThat(environments.get(0).row().header().key().isEnvironment()).isTrue();
  }

  @Test
  void attempts_are_ranked_by_start_within_a_function() {
    LogStream second = SampleTrails.stream("orders", "bbbb");
    LogStream other = SampleTrails.stream("billing", "cccc");
    writer.flush(
        flush(
            trail(writer, TrailKey.request(second, "r1", 1)).start(T0 + HOUR).write(),
            trail(writer, TrailKey.request(STREAM, "r1", 1)).start(T0).write(),
            trail(writer, TrailKey.request(STREAM, "r1", 2)).start(T0 + 30 * HOUR).write(),
            trail(writer, TrailKey.request(other, "r1", 1)).start(T0 + 1).write()));

    assertThat(reader.list(all().limit(1).build()).trails())
        .extracting(ListedTrail::attempt)
        .as("counted over all trails, not over the page")
        .containsExactly(3);
    assertThat(reader.list(all().newestFirst(false).build()).trails())
        .extracting(ListedTrail::attempt)
        .containsExactly(1, 1, 2, 3);
    List<ListedTrail> candidates = reader.list(all().build(), SearchCandidates.all()).trails();
    assertThat(candidates).as("of a search").extracting(ListedTrail::attempt).containsOnly(0);
    assertThat(reader.ranked(candidates.subList(0, 2)))
        .extracting(ListedTrail::attempt)
        .containsExactly(3, 2);
  }

  @Test
  void a_request_known_only_from_its_log_result_is_listed_in_its_place() {
    Invocation failed = SampleTrails.invocation("alone", "START\n", "Unhandled", T0 + 1);
    writer.flush(
        flush(trail(writer, "a").start(T0).write(), trail(writer, "b").start(T0 + 2).write()));
    writer.flush(flush(failed));

    List<ListedTrail> trails = reader.list(all().build()).trails();

    assertThat(trails).extracting(TrailListContract::id).containsExactly("b", "alone", "a");
    ListedTrail alone = trails.get(1);
    assertThat(alone.invocation()).isEqualTo(failed);
    assertThat(alone.attempt()).isEqualTo(1);
    assertThat(alone.row().trailId()).isPositive();
    assertThat(alone.row().header().outcome()).isEqualTo(Outcome.ERROR);
    assertThat(alone.row().header().closeReason()).isEqualTo(CloseReason.LOG_RESULT_ONLY);
    assertThat(alone.row().header().startedAt()).isEqualTo(T0 + 1);
    assertThat(ids(all().outcomes(List.of(Outcome.SUCCESS)))).containsExactly("b", "a");
    assertThat(ids(all().outcomes(List.of(Outcome.ERROR)))).containsExactly("alone");
    assertThat(ids(all().source(Source.LOG_RESULT))).containsExactly("alone");
    assertThat(ids(all().kind("environment"))).isEmpty();
    assertThat(ids(all().function("billing"))).isEmpty();
  }

  @Test
  void a_log_result_and_its_trail_are_one_row_whichever_comes_first() {
    Invocation early = SampleTrails.invocation("early", "log", null, T0);
    Invocation late = SampleTrails.invocation("late", "log", null, T0);
    TrailWrite ofEarly = trail(writer, "early").start(T0 + 1).write();
    writer.flush(flush(early));
    writer.flush(flush(ofEarly));
    writer.flush(flush(trail(writer, "late").start(T0 + 2).write()));
    writer.flush(flush(late));

    List<ListedTrail> trails = reader.list(all().build()).trails();

    assertThat(trails).extracting(TrailListContract::id).containsExactly("late", "early");
    assertThat(trails).extracting(ListedTrail::invocation).containsExactly(late, early);

    writer.flush(SampleTrails.delete(ofEarly.row()));
    assertThat(ids(all())).as("its trail is gone").containsExactly("late", "early");
    assertThat(reader.list(all().build()).trails())
        .extracting(listed -> listed.row().isLogResultOnly())
        .containsExactly(false, true);
  }

  @Test
  void a_log_result_of_another_function_is_another_request() {
    LogStream other = SampleTrails.stream("billing", "cccc");
    writer.flush(flush(trail(writer, TrailKey.request(other, "r1", 1)).start(T0).write()));
    writer.flush(flush(SampleTrails.invocation("r1", "log", null, T0 + 1)));

    assertThat(ids(all())).containsExactly("r1", "r1");
  }

  @Test
  void functions_are_summed_up() {
    LogStream other = SampleTrails.stream("billing", "cccc");
    writer.flush(
        flush(
            trail(writer, "old").start(T0 - 48 * HOUR).outcome(Outcome.ERROR).write(),
            trail(writer, "a").start(T0).coldStart(true).write(),
            trail(writer, "b").start(T0 + 1).outcome(Outcome.TIMEOUT).write(),
            trail(writer, TrailKey.environmentAt(other, T0)).open().start(T0 + 5).write()));
    writer.flush(flush(SampleTrails.invocation("r9", "log", null, T0)));

    assertThat(reader.functions(T0 - 24 * HOUR))
        .containsExactly(
            new FunctionSummary("123456789012", "eu-west-1", "billing", T0 + 5, 0, 0, 0, null),
            new FunctionSummary("123456789012", "eu-west-1", "orders", T0 + 1, 3, 1, 1, "timeout"));
  }
}
