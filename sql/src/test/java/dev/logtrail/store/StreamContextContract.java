package dev.logtrail.store;

import static dev.logtrail.store.SampleTrails.STREAM;
import static dev.logtrail.store.SampleTrails.T0;
import static dev.logtrail.store.SampleTrails.flush;
import static dev.logtrail.store.SampleTrails.trail;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.TrailKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store knows of the part of a stream around some events. */
public abstract class StreamContextContract extends StoreKit {
  private static final long SECOND = 1_000L;
  private static final long DAY = 86_400_000L;

  @Test
  void an_unknown_stream_is_empty_and_whole() {
    StreamContext found = writer.streamContext(STREAM, T0, T0, Set.of("r1"), 3);

    assertThat(found).isEqualTo(new StreamContext(List.of(), true, Set.of()));
  }

  @Test
  void a_small_stream_comes_whole_with_all_events() {
    TrailWrite early = trail(writer, "r1").start(T0 - 90 * DAY).write();
    TrailWrite late = trail(writer, "r2").start(T0 + DAY).write();
    TrailWrite environment = trail(writer, TrailKey.environmentAt(STREAM, T0)).open().write();
    TrailKey elsewhere = TrailKey.request(SampleTrails.stream("orders", "other"), "r3", 1);
    writer.flush(flush(early, late, environment, trail(writer, elsewhere).write()));

    StreamContext found = writer.streamContext(STREAM, T0, T0, Set.of(), 0);

    assertThat(found.wholeStream()).isTrue();
    assertThat(found.requestIds()).containsExactlyInAnyOrder("r1", "r2");
    assertThat(found.trails())
        .containsExactlyInAnyOrder(stored(early), stored(late), stored(environment));
  }

  @Test
  void streams_of_the_same_name_in_other_groups_are_others() {
    LogStream sameName =
        new LogStream(STREAM.account(), STREAM.region(), "/aws/lambda/billing", STREAM.logStream());
    writer.flush(flush(trail(writer, TrailKey.request(sameName, "r1", 1)).write()));

    assertThat(writer.streamContext(STREAM, T0, T0, Set.of("r1"), 3).trails()).isEmpty();
  }

  @Test
  void many_small_streams_come_whole_in_one_answer() {
    LogStream second = SampleTrails.stream("orders", "second");
    LogStream unknown = SampleTrails.stream("orders", "unknown");
    LogStream sameName =
        new LogStream(STREAM.account(), STREAM.region(), "/aws/lambda/billing", STREAM.logStream());
    TrailWrite early = trail(writer, "r1").start(T0 - 90 * DAY).write();
    TrailWrite environment = trail(writer, TrailKey.environmentAt(STREAM, T0)).open().write();
    TrailWrite other = trail(writer, TrailKey.request(second, "r1", 1)).write();
    TrailWrite third = trail(writer, TrailKey.request(sameName, "r4", 1)).write();
    writer.flush(flush(early, environment, other, third));

    Map<LogStream, StreamContext> found =
        writer.smallStreams(List.of(unknown, second, sameName, STREAM));

    assertThat(found.keySet()).containsExactlyInAnyOrder(unknown, second, sameName, STREAM);
    assertThat(found.get(unknown)).isEqualTo(new StreamContext(List.of(), true, Set.of()));
    assertThat(found.get(second).trails()).containsExactly(stored(other));
    assertThat(found.get(second).requestIds()).containsExactly("r1");
    assertThat(found.get(sameName).trails()).containsExactly(stored(third));
    assertThat(found.get(STREAM).trails())
        .containsExactlyInAnyOrder(stored(early), stored(environment));
    assertThat(found.get(STREAM).requestIds()).containsExactly("r1");
    assertThat(found.values()).allMatch(StreamContext::wholeStream);
    assertThat(writer.smallStreams(List.of())).isEmpty();
  }

  @Test
  void a_large_stream_is_left_out_of_that_answer() {
    storeLargeStream();
    LogStream small = SampleTrails.stream("orders", "second");
    writer.flush(flush(trail(writer, TrailKey.request(small, "r1", 1)).write()));

    assertThat(writer.smallStreams(List.of(STREAM, small)).keySet()).containsExactly(small);
  }

  @Test
  void of_a_large_stream_come_those_around() {
    storeLargeStream();

    StreamContext found =
        writer.streamContext(STREAM, T0 + 300 * SECOND, T0 + 302 * SECOND, Set.of("r5"), 2);

    assertThat(found.wholeStream()).isFalse();
    assertThat(found.requestIds()).hasSize(600).contains("r0", "r599");
    assertThat(names(found))
        .containsExactlyInAnyOrder(
            "r5", "r298", "r299", "r300", "r301", "r302", "r303", "r304", "environment");
    assertThat(found.trails()).allSatisfy(t -> assertThat(t.events()).isNotEmpty());
  }

  @Test
  void a_long_trail_that_spans_the_time_comes_too() {
    storeLargeStream();
    TrailWrite spanning = trail(writer, "long").start(T0).end(T0 + 301 * SECOND).write();
    writer.flush(flush(spanning));

    StreamContext found =
        writer.streamContext(STREAM, T0 + 300 * SECOND, T0 + 302 * SECOND, Set.of(), 0);

    assertThat(names(found))
        .containsExactlyInAnyOrder("long", "r300", "r301", "r302", "environment");
  }

  @Test
  void environment_trails_come_by_the_days_that_are_reached() {
    storeLargeStream();
    TrailWrite before =
        trail(writer, TrailKey.environmentAt(STREAM, T0 - DAY)).start(T0 - DAY).write();
    TrailWrite after =
        trail(writer, TrailKey.environmentAt(STREAM, T0 + DAY)).start(T0 + DAY).write();
    writer.flush(flush(before, after));

    assertThat(environmentDays(T0, T0)).containsExactlyInAnyOrder(0L);
    assertThat(environmentDays(T0 - DAY, T0)).containsExactlyInAnyOrder(-1L, 0L);
    assertThat(environmentDays(T0, T0 + DAY)).containsExactlyInAnyOrder(0L, 1L);
  }

  @Test
  void a_span_may_be_open_at_its_end() {
    storeLargeStream();

    StreamContext found =
        writer.streamContext(STREAM, T0 + 598 * SECOND, Long.MAX_VALUE, Set.of(), 1);

    assertThat(names(found)).containsExactlyInAnyOrder("r597", "r598", "r599", "environment");
  }

  @Test
  void events_without_a_time_lie_beside_each_other() {
    storeLargeStream();
    TrailKey undatedEnvironment = TrailKey.environmentAt(STREAM, LogEvent.UNKNOWN_TIME);
    writer.flush(
        flush(
            trail(writer, "undated").open().start(null).end(null).write(),
            trail(writer, undatedEnvironment).open().start(null).end(null).write()));

    StreamContext found =
        writer.streamContext(STREAM, LogEvent.UNKNOWN_TIME, LogEvent.UNKNOWN_TIME, Set.of(), 1);

    assertThat(names(found))
        .as("r0 comes next, and reaches the environment of its day")
        .containsExactlyInAnyOrder("undated", "environment", "r0", "environment");
  }

  private List<Long> environmentDays(long from, long to) {
    return writer.streamContext(STREAM, from, to, Set.of(), 0).trails().stream()
        .map(t -> t.row().header().key())
        .filter(TrailKey::isEnvironment)
        .map(k -> k.day().toEpochDay() - T0 / DAY)
        .toList();
  }

  /** A request a second, and the environment trail of their day. */
  private void storeLargeStream() {
    List<TrailWrite> writes = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      writes.add(trail(writer, "r" + i).start(T0 + i * SECOND).write());
    }
    writes.add(trail(writer, TrailKey.environmentAt(STREAM, T0)).open().start(T0).end(T0).write());
    writer.flush(new Flush(writes, List.of(), List.of(), List.of(), Map.of()));
  }

  private static List<String> names(StreamContext found) {
    return found.trails().stream()
        .map(t -> t.row().header().key())
        .map(k -> k.isEnvironment() ? "environment" : k.requestId())
        .toList();
  }

  private static StoredTrail stored(TrailWrite write) {
    return new StoredTrail(write.row(), write.segments());
  }
}
