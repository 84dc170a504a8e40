package dev.logtrail.store;

import static dev.logtrail.store.SampleTrails.STREAM;
import static dev.logtrail.store.SampleTrails.T0;
import static dev.logtrail.store.SampleTrails.flush;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.reading.TrailReading;
import dev.logtrail.trail.CloseReason;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.Trail;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailHeader;
import dev.logtrail.trail.TrailKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every store makes of trails and log results: each request is one trail, its stored header is
 * that of its events and its log result, in whatever order they came, and no (epoch, revision) of a
 * row names two contents.
 */
public abstract class HeaderContract extends StoreKit {
  private static final String ID = "r1";
  private static final TrailKey KEY = TrailKey.request(STREAM, ID, 1);
  private static final String START = "START RequestId: %s Version: $LATEST\n";
  private static final String END = "END RequestId: %s\n";
  private static final String REPORT =
      "REPORT RequestId: %s\tDuration: 46.43 ms\tBilled Duration: 47 ms\tMemory Size: 128 MB\tMax Memory Used: 35 MB\t\n";
  private static final String ERROR = "[ERROR] KeyError: 'id'\n";

  /** What runs in the background; does nothing where there is no such thing. */
  protected void upkeep(Random random) {}

  private static String[] lines(String requestId) {
    return new String[] {
      START.formatted(requestId),
      "one line\n",
      ERROR,
      "without a line break",
      END.formatted(requestId),
      REPORT.formatted(requestId)
    };
  }

  private static List<TrailEvent> events(String requestId, long start, int count) {
    return JobOfTest.events(requestId, start, lines(requestId)).subList(0, count);
  }

  private static Invocation told(String requestId, int firstLine, int lastLine, String error) {
    StringBuilder log = new StringBuilder();
    for (int i = firstLine; i < lastLine; i++) {
      log.append(lines(requestId)[i]);
    }
    return SampleTrails.invocation(requestId, log.toString(), error, T0);
  }

  private TrailRow row() {
    List<StoredTrail> trails = reader.byRequestId(ID);
    assertThat(trails).hasSize(1);
    ListedTrail listed = reader.list(TrailQuery.builder().build()).trails().get(0);
    assertThat(listed.row()).as("list and detail").isEqualTo(trails.get(0).row());
    return trails.get(0).row();
  }

  @Test
  void a_list_says_success_as_soon_as_the_log_result_does() {
    JobOfTest job = new JobOfTest(writer);
    Invocation told = told(ID, 0, 6, null);
    TrailHeader whole = TrailReading.read(KEY, events(ID, T0, 1), told).header();
    writer.flush(flush(job.write(KEY, events(ID, T0, 1))));
    assertThat(row().header().outcome()).isEqualTo(Outcome.RUNNING);

    writer.flush(flush(told));

    assertThat(row().header()).isEqualTo(whole);
    assertThat(whole.outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(whole.closeReason()).isEqualTo(CloseReason.REPORT);
    assertThat(whole.report().durationMs()).isEqualTo(46.43);
    assertThat(whole.errorCount()).isEqualTo(1);
    assertThat(whole.sources()).containsExactlyInAnyOrder(Source.SUBSCRIPTION, Source.LOG_RESULT);
  }

  @Test
  void the_header_is_the_same_whichever_comes_first() {
    Invocation told = told(ID, 2, 6, "Unhandled");
    Trail whole = TrailReading.read(KEY, events(ID, T0, 6), told);
    JobOfTest job = new JobOfTest(writer);

    writer.flush(flush(told));
    assertThat(row().header())
        .isEqualTo(TrailReading.ofLogResult(told).header())
        .extracting(TrailHeader::closeReason)
        .isEqualTo(CloseReason.LOG_RESULT_ONLY);
    for (int count = 1; count <= 6; count++) {
      writer.flush(flush(job.write(KEY, events(ID, T0, count))));
      Trail sofar = TrailReading.read(KEY, events(ID, T0, count), told);
      assertThat(row().header()).as("%d events", count).isEqualTo(sofar.header());
      assertThat(row().trailId()).isEqualTo(job.last(KEY).row().trailId());
    }
    assertThat(row().header()).isEqualTo(whole.header());
    writer.flush(flush(told));
    assertThat(row().header()).isEqualTo(whole.header());
  }

  @Test
  void the_log_result_and_its_trail_may_come_in_one_flush() {
    Invocation told = told(ID, 0, 6, null);
    TrailWrite write = new JobOfTest(writer).write(KEY, events(ID, T0, 3));

    writer.flush(new Flush(List.of(write), List.of(), List.of(told), List.of(), Map.of()));

    assertThat(row().header()).isEqualTo(TrailReading.read(KEY, events(ID, T0, 3), told).header());
  }

  @Test
  void a_trail_that_goes_leaves_its_log_result_alone() {
    Invocation told = told(ID, 0, 6, null);
    JobOfTest job = new JobOfTest(writer);
    writer.flush(flush(job.write(KEY, events(ID, T0, 3))));
    writer.flush(flush(told));

    writer.flush(SampleTrails.delete(job.forget(KEY)));
    assertThat(row().header()).isEqualTo(TrailReading.ofLogResult(told).header());
    writer.flush(flush(job.write(KEY, events(ID, T0, 4))));
    assertThat(row().header()).isEqualTo(TrailReading.read(KEY, events(ID, T0, 4), told).header());
  }

  @Test
  void of_several_attempts_the_last_holds_the_log_result() {
    Invocation told = told(ID, 0, 6, null);
    TrailKey second = TrailKey.request(SampleTrails.stream("orders", "bbbb"), ID, 1);
    JobOfTest job = new JobOfTest(writer);
    writer.flush(flush(job.write(KEY, events(ID, T0, 2))));
    writer.flush(flush(told));
    writer.flush(flush(job.write(second, events(ID, T0 + 60_000, 1))));

    assertThat(reader.byRequestId(ID))
        .extracting(t -> t.row().header())
        .containsExactly(
            TrailReading.read(KEY, events(ID, T0, 2), null).header(),
            TrailReading.read(second, events(ID, T0 + 60_000, 1), told).header());

    writer.flush(SampleTrails.delete(job.forget(second)));
    assertThat(row().header()).isEqualTo(TrailReading.read(KEY, events(ID, T0, 2), told).header());
  }

  @Test
  void who_places_events_sees_what_the_stream_alone_tells() {
    JobOfTest job = new JobOfTest(writer);
    TrailHeader plain = job.write(KEY, events(ID, T0, 2).subList(1, 2)).row().header();
    writer.flush(flush(job.last(KEY)));
    writer.flush(flush(told(ID, 0, 6, null)));
    assertThat(row().header().startSeen()).as("by the log result").isTrue();

    StreamContext context = writer.streamContext(STREAM, T0, T0 + 1_000, Set.of(), 1);

    assertThat(context.trails()).extracting(t -> t.row().header()).containsExactly(plain);
  }

  @Test
  void a_log_result_without_time_is_listed_when_it_came() {
    Invocation told = SampleTrails.invocation(ID, "hello\n", null, null);
    writer.flush(flush(told));

    TrailHeader alone = row().header();
    assertThat(alone.startedAt()).isNotNull();
    assertThat(TrailReading.read(alone, List.of(), told).header()).isEqualTo(alone);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void any_history_leaves_the_headers_of_all_that_came(int seed) {
    History history = new History(new Random(seed));
    for (int i = 0; i < 60; i++) {
      history.step();
      history.check();
    }
    history.finish();
    history.check();
  }

  /** Trails, log results, deletes, repeats, restarts and the background, at random. */
  private final class History {
    private final Random random;
    private final List<TrailKey> keys = new ArrayList<>();
    private final Map<String, Invocation> told = new HashMap<>();
    private final Map<List<Object>, Object> contents = new HashMap<>();
    private JobOfTest job = new JobOfTest(writer);

    History(Random random) {
      this.random = random;
      LogStream other = SampleTrails.stream("orders", "bbbb");
      for (String id : List.of("a", "b", "c")) {
        keys.add(TrailKey.request(STREAM, id, 1));
        keys.add(TrailKey.request(STREAM, id, 2));
        keys.add(TrailKey.request(other, id, 1));
      }
    }

    void step() {
      List<TrailWrite> writes = new ArrayList<>();
      List<TrailRow> deletes = new ArrayList<>();
      List<Invocation> results = new ArrayList<>();
      TrailKey key = keys.get(random.nextInt(keys.size()));
      switch (random.nextInt(9)) {
        case 0 -> writes.addAll(job.last(key) == null ? List.of() : List.of(job.last(key)));
        case 1 -> deletes.addAll(job.last(key) == null ? List.of() : List.of(job.forget(key)));
        case 2, 3 -> results.add(result(key.requestId()));
        case 4 -> {
          writes.add(grown(key));
          results.add(result(key.requestId()));
        }
        case 5 -> upkeep(random);
        case 6 -> {
          writer.close();
          writer = store().openWriter();
          job.restart(writer, reader);
        }
        default -> writes.add(grown(key));
      }
      results.forEach(r -> told.put(r.requestId(), r));
      writer.flush(new Flush(writes, deletes, results, List.of(), Map.of()));
    }

    private TrailWrite grown(TrailKey key) {
      int count = Math.min(6, job.events(key).size() + 1 + random.nextInt(3));
      return job.write(key, events(key.requestId(), start(key), count));
    }

    private long start(TrailKey key) {
      return T0 + keys.indexOf(key) * 60_000L;
    }

    private Invocation result(String requestId) {
      int first = random.nextInt(3);
      String error = random.nextBoolean() ? "Unhandled" : null;
      return told(requestId, first, 4 + random.nextInt(3), error);
    }

    /** Every trail once more, so that nothing but what came decides. */
    void finish() {
      job.keys().forEach(key -> writer.flush(flush(job.write(key, job.events(key)))));
      for (TrailKey key : job.keys()) {
        TrailRow row = job.last(key).row();
        StoredTrail stored = reader.byTrailId(row.trailId(), row.day());
        Invocation own =
            isLast(key) && told.containsKey(key.requestId()) ? told.get(key.requestId()) : null;
        assertThat(stored.row().header())
            .as("%s", key)
            .isEqualTo(TrailReading.read(key, job.events(key), own).header());
      }
    }

    private boolean isLast(TrailKey key) {
      return job.keys().stream()
          .filter(other -> other.requestId().equals(key.requestId()))
          .noneMatch(other -> lastTime(other) > lastTime(key));
    }

    private long lastTime(TrailKey key) {
      List<TrailEvent> events = job.events(key);
      return events.get(events.size() - 1).event().timestamp();
    }

    void check() {
      List<ListedTrail> listed =
          reader.list(TrailQuery.builder().limit(100).newestFirst(false).build()).trails();
      Map<String, Integer> owners = new HashMap<>();
      for (ListedTrail one : listed) {
        TrailRow row = one.row();
        String id = row.header().key().requestId();
        List<TrailEvent> events = reader.byTrailId(row.trailId(), row.day()).events();
        assertThat(one.invocation()).isEqualTo(row.hasLogResult() ? told.get(id) : null);
        assertThat(row.header())
            .as("derived anew: %s", row)
            .isEqualTo(TrailReading.read(row.header(), events, one.invocation()).header());
        Object content = List.of(row.header(), events, Objects.toString(one.invocation()));
        Object before = contents.put(List.of(row.trailId(), row.epoch(), row.revision()), content);
        assertThat(before == null || before.equals(content)).as("one content: %s", row).isTrue();
        owners.merge(id, row.hasLogResult() ? 1 : 0, Integer::sum);
        boolean alone = job.keys().stream().noneMatch(k -> k.requestId().equals(id));
        assertThat(row.isLogResultOnly()).isEqualTo(alone);
      }
      told.keySet().forEach(id -> assertThat(owners).as(id).containsEntry(id, 1));
      assertThat(listed.stream().filter(t -> !t.row().isLogResultOnly())).hasSameSizeAs(job.keys());
    }
  }
}
