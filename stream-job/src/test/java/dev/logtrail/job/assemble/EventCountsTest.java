package dev.logtrail.job.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.job.kit.Deliveries;
import dev.logtrail.job.kit.EventfulStream;
import dev.logtrail.job.kit.StoredContents;
import dev.logtrail.job.record.JobRecord.DroppedCount;
import dev.logtrail.job.record.JobRecord.EventBatch;
import dev.logtrail.job.record.JobRecord.UnreadableRecord;
import dev.logtrail.store.DeadLetter;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.fake.FakeTrailStore;
import dev.logtrail.store.fake.FaultPlan;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * received = stored + repeated + dead + dropped, by source, against what was sent and is stored.
 */
class EventCountsTest {
  private static final int SEEDS = 60;

  private final Map<Source, JobProgress.Snapshot> before =
      new HashMap<>(JobProgress.here().snapshot(0));

  @Test
  void whateverComesAddsUpBySource() {
    for (int seed = 0; seed < SEEDS; seed++) {
      before.putAll(JobProgress.here().snapshot(0));
      Random random = new Random(seed);
      FakeTrailStore first = new FakeTrailStore();
      FakeTrailStore second = new FakeTrailStore();
      List<LogBatch> one = deliveries(seed, random);
      List<LogBatch> two = from(Source.KINESIS, deliveries(1_000 + seed, random));
      long dead = random.nextInt(3);
      run(first, one, TrailLimits.DEFAULT, dead);
      run(second, two, TrailLimits.DEFAULT, 0);

      Counted counted = counted(Source.SUBSCRIPTION);
      assertThat(counted.received).as("seed %d", seed).isEqualTo(events(one) + dead + 2);
      assertThat(counted.stored).isEqualTo(StoredContents.events(first).size());
      assertThat(counted.repeated).isEqualTo(events(one) - StoredContents.events(first).size());
      assertThat(counted.dead).isEqualTo(dead);
      assertThat(counted.dropped).isEqualTo(Map.of("control_message", 2L));
      Counted other = counted(Source.KINESIS);
      assertThat(other.received).as("seed %d", seed).isEqualTo(events(two));
      assertThat(other.stored).isEqualTo(StoredContents.events(second).size());
    }
  }

  @Test
  void whatALimitDropsIsCounted() {
    FakeTrailStore store = new FakeTrailStore();
    List<LogBatch> deliveries = new ArrayList<>();
    EventfulStream stream = EventfulStream.of(7, 1, false);
    List<LogEvent> events = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      String id = "%056d".formatted(i + 1);
      String text = i == 0 ? "START RequestId: r-1 Version: $LATEST\n" : "line " + i + "\n";
      events.add(new LogEvent(id, 1_795_046_400_000L + i, text));
    }
    for (int i = 0; i < 50; i += 10) {
      deliveries.add(new LogBatch(stream.stream, Source.SUBSCRIPTION, events.subList(i, i + 10)));
    }
    run(store, deliveries, new TrailLimits(25, 1 << 20), 0);

    Counted counted = counted(Source.SUBSCRIPTION);
    assertThat(counted.received).isEqualTo(52);
    assertThat(counted.stored).isEqualTo(25);
    assertThat(counted.dropped).isEqualTo(Map.of("control_message", 2L, "trail_limit", 25L));
    assertThat(store.dropped()).containsEntry("trail_limit", 25L);
  }

  @Test
  void whatWasNotCommittedIsNotCounted() {
    FakeTrailStore store = new FakeTrailStore();
    List<LogBatch> deliveries = deliveries(3, new Random(3));
    store.faults().failCall(1, FaultPlan.When.BEFORE);
    try {
      run(store, deliveries, TrailLimits.DEFAULT, 0);
      throw new AssertionError("the first flush should have failed");
    } catch (StoreException planned) {
      run(store, deliveries, TrailLimits.DEFAULT, 0);
    }
    Counted counted = counted(Source.SUBSCRIPTION);
    assertThat(counted.received).isEqualTo(events(deliveries) + 2);
    assertThat(counted.stored).isEqualTo(StoredContents.events(store).size());
  }

  private static List<LogBatch> deliveries(int seed, Random random) {
    List<EventfulStream> streams =
        List.of(EventfulStream.of(seed, 2 + seed % 9, true), EventfulStream.managed(seed + 500, 5));
    return Deliveries.of(streams, random);
  }

  private static List<LogBatch> from(Source source, List<LogBatch> batches) {
    return batches.stream().map(b -> new LogBatch(b.stream(), source, b.events())).toList();
  }

  private static int events(List<LogBatch> batches) {
    return batches.stream().mapToInt(b -> b.events().size()).sum();
  }

  private static void run(
      FakeTrailStore store, List<LogBatch> deliveries, TrailLimits limits, long dead) {
    AssembleSettings settings =
        new AssembleSettings(
            Duration.ofMillis(40), 20, Duration.ofMinutes(2), limits, Conventions.builtIn());
    try (AssembleStage stage = new AssembleStage(store.openWriter(), settings)) {
      deliveries.forEach(batch -> stage.take(new EventBatch(batch), 0));
      Source source = deliveries.get(0).source();
      for (int i = 0; i < dead; i++) {
        stage.take(
            new UnreadableRecord(
                DeadLetter.unreadable(
                    new Delivery(source, "1", "eu-west-1", new byte[0]),
                    "not JSON",
                    new byte[] {(byte) i})),
            0);
      }
      if (source == Source.SUBSCRIPTION) {
        stage.take(new DroppedCount(source, "control_message", 2), 0);
      }
      stage.flush();
    }
  }

  private record Counted(
      long received, long stored, long repeated, long dead, Map<String, Long> dropped) {}

  /** Since the test began. */
  private Counted counted(Source source) {
    JobProgress.Snapshot now = JobProgress.here().snapshot(0).get(source);
    JobProgress.Snapshot then = before.get(source);
    if (then == null) {
      return new Counted(
          now.received(), now.stored(), now.repeated(), now.deadLetters(), now.dropped());
    }
    Map<String, Long> dropped = new HashMap<>(now.dropped());
    then.dropped().forEach((reason, n) -> dropped.merge(reason, -n, Long::sum));
    dropped.values().removeIf(n -> n == 0);
    return new Counted(
        now.received() - then.received(),
        now.stored() - then.stored(),
        now.repeated() - then.repeated(),
        now.deadLetters() - then.deadLetters(),
        dropped);
  }
}
