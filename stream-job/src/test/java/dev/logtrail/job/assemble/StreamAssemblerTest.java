package dev.logtrail.job.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.attribution.AttributedTrail;
import dev.logtrail.attribution.StreamSplit;
import dev.logtrail.job.kit.Deliveries;
import dev.logtrail.job.kit.EventfulStream;
import dev.logtrail.job.repair.Repair;
import dev.logtrail.reading.header.Headers;
import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.fake.FakeTrailStore;
import dev.logtrail.trail.CloseReason;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailHeader;
import dev.logtrail.trail.TrailKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens to deliveries and to the job, the store ends with what {@link StreamSplit} makes
 * of all events at once.
 */
class StreamAssemblerTest {
  private static final int SEEDS = Integer.getInteger("seeds", 120);
  private static final int ALL = Integer.MAX_VALUE;

  /** A trail as it should be, or as it is. */
  private record Expected(List<TrailEvent> events, TrailHeader header) {
    /** The same for people, and for short messages of failed tests. */
    String readable() {
      StringBuilder text = new StringBuilder();
      for (TrailEvent event : events) {
        String message = event.event().message().strip();
        text.append(event.event().timestamp())
            .append(event.event().id().substring(40))
            .append(' ')
            .append(event.basis().word())
            .append(event.bleed() ? "+bleed " : " ")
            .append(message, 0, Math.min(message.length(), 120))
            .append('\n');
      }
      return text.append(header).toString();
    }
  }

  @Test
  void smallStreamsEndAsTheirSplit() {
    for (int seed = 0; seed < SEEDS; seed++) {
      List<EventfulStream> streams =
          List.of(
              EventfulStream.of(seed, 2 + seed % 9, true),
              EventfulStream.of(1_000 + seed, 4, true),
              EventfulStream.managed(2_000 + seed, 5));
      check(seed, streams, new FakeTrailStore(ALL), Repair.CONTEXT_REQUESTS);
    }
  }

  @Test
  void largeStreamsAreRepairedInParts() {
    int partialReads = 0;
    for (int seed = 0; seed < SEEDS / 2; seed++) {
      List<EventfulStream> streams =
          List.of(
              EventfulStream.of(seed, 20 + seed % 60, false),
              EventfulStream.managed(seed + 500, 20));
      FakeTrailStore store = new FakeTrailStore(5);
      check(seed, streams, store, Repair.CONTEXT_REQUESTS);
      partialReads += store.partialReads();
    }
    assertThat(partialReads).isPositive();
  }

  @Test
  void linesThatNameOthersAreFoundInTheContextOfTheStream() {
    for (int seed = 0; seed < SEEDS / 20; seed++) {
      List<EventfulStream> streams = List.of(EventfulStream.of(seed, 160, true));
      check(seed, streams, new FakeTrailStore(5), Repair.CONTEXT_REQUESTS);
    }
  }

  /**
   * Nothing more may ever come: so the store is right after each delivery, not only after the last.
   */
  @Test
  void atEveryMomentTheStoreIsTheSplitOfWhatCame() {
    EventfulStream stream = EventfulStream.of(89, 10, true);
    for (int schedule = 0; schedule < SEEDS; schedule++) {
      Random random = new Random(schedule);
      FakeTrailStore store = new FakeTrailStore(ALL);
      Map<String, LogEvent> came = new LinkedHashMap<>();
      try (SimulatedJob job = new SimulatedJob(store, schedule, Repair.CONTEXT_REQUESTS)) {
        for (LogBatch delivery : Deliveries.of(List.of(stream), random)) {
          job.run(List.of(delivery));
          delivery.events().forEach(e -> came.putIfAbsent(e.id(), e));
          assertThat(stored(store, stream))
              .as("schedule %d", schedule)
              .isEqualTo(split(stream, came.values()));
        }
      }
    }
  }

  private static Map<TrailKey, List<TrailEvent>> stored(
      FakeTrailStore store, EventfulStream stream) {
    Map<TrailKey, List<TrailEvent>> trails = new HashMap<>();
    store.of(stream.stream).forEach(t -> trails.put(t.row().header().key(), t.events()));
    return trails;
  }

  private static Map<TrailKey, List<TrailEvent>> split(
      EventfulStream stream, Collection<LogEvent> events) {
    Map<TrailKey, List<TrailEvent>> trails = new HashMap<>();
    StreamSplit.split(stream.stream, Source.SUBSCRIPTION, List.copyOf(events))
        .forEach(t -> trails.put(t.key(), t.events()));
    return trails;
  }

  private static void check(
      int seed, List<EventfulStream> streams, FakeTrailStore store, List<Integer> contextSizes) {
    Random random = new Random(seed);
    List<LogBatch> deliveries = Deliveries.of(streams, random);
    try (SimulatedJob job = new SimulatedJob(store, seed, contextSizes)) {
      job.run(deliveries);
      for (EventfulStream stream : streams) {
        compare(seed, store, stream);
      }
      job.replay(deliveries);
    }
    assertThat(store.flushes().stream().flatMap(f -> f.writes().stream()))
        .as("seed %d: a replay writes nothing", seed)
        .extracting(w -> w.row().header().key())
        .isEmpty();
    assertThat(store.flushes()).allMatch(f -> f.deletes().isEmpty());
  }

  private static void compare(int seed, FakeTrailStore store, EventfulStream stream) {
    Map<TrailKey, Expected> expected = expected(stream);
    Map<TrailKey, Expected> found = new HashMap<>();
    for (StoredTrail trail : store.of(stream.stream)) {
      TrailHeader header = trail.row().header();
      Expected before = found.put(header.key(), new Expected(trail.events(), header));
      assertThat(before).as("seed %d: two rows of %s", seed, header.key()).isNull();
      assertThat(trail.row().eventCount()).isEqualTo(trail.events().size());
      assertThat(trail.row().segmentCount()).isPositive();
    }
    assertThat(found.keySet()).as("seed %d", seed).isEqualTo(expected.keySet());
    expected.forEach(
        (key, trail) -> {
          assertThat(found.get(key).readable())
              .as("seed %d, %s", seed, key)
              .isEqualTo(trail.readable());
          assertThat(found.get(key)).as("seed %d", seed).isEqualTo(trail);
        });
  }

  private static Map<TrailKey, Expected> expected(EventfulStream stream) {
    Map<TrailKey, Expected> trails = new HashMap<>();
    for (AttributedTrail trail :
        StreamSplit.split(stream.stream, Source.SUBSCRIPTION, stream.events)) {
      CloseReason closed = trail.interrupted() ? CloseReason.NEXT_START : null;
      TrailHeader header = Headers.of(trail.key(), trail.events(), closed, false);
      trails.put(trail.key(), new Expected(trail.events(), header));
    }
    return trails;
  }
}
