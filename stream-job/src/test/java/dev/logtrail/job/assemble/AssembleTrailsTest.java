package dev.logtrail.job.assemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.job.kit.Deliveries;
import dev.logtrail.job.kit.EventfulStream;
import dev.logtrail.job.kit.StoredContents;
import dev.logtrail.job.record.JobRecord.DroppedCount;
import dev.logtrail.job.record.JobRecord.UnreadableRecord;
import dev.logtrail.store.DeadLetter;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.fake.FakeTrailStore;
import dev.logtrail.store.fake.FaultPlan;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** The keyed stage under Flink: what it keeps, what a checkpoint means, how it fails. */
@SuppressWarnings("try") // Flink declares close() so
class AssembleTrailsTest {
  private static final AssembleSettings SETTINGS = AssembleSettings.DEFAULT;
  private static final long QUIET_MS = SETTINGS.dropAfter().toMillis() + 60_000;

  private final FakeTrailStore store = new FakeTrailStore();

  private static List<LogBatch> deliveries(long seed) {
    List<EventfulStream> streams =
        List.of(
            EventfulStream.of(seed, 6, true),
            EventfulStream.of(1_000 + seed, 4, false),
            EventfulStream.managed(2_000 + seed, 5));
    return Deliveries.of(streams, new Random(seed));
  }

  /** What one undisturbed run leaves in a store. */
  private static StoredContents undisturbed(List<LogBatch> deliveries) throws Exception {
    FakeTrailStore store = new FakeTrailStore();
    try (AssembleHarness job = AssembleHarness.open(store, SETTINGS, null)) {
      job.take(deliveries);
      job.endInput();
    }
    return StoredContents.of(store);
  }

  @Test
  void whatComesAfterAPauseIsStoredSoonAndWhatFollowsTogether() throws Exception {
    List<LogBatch> deliveries = deliveries(1);
    try (AssembleHarness job = AssembleHarness.open(store, SETTINGS, null)) {
      job.pass(60_000);
      job.take(deliveries.subList(0, 1));
      job.pass(5);
      assertThat(StoredContents.events(store))
          .isEqualTo(StoredContents.events(deliveries.subList(0, 1)));
      job.take(deliveries.subList(1, 3));
      job.pass(39);
      assertThat(StoredContents.events(store))
          .isEqualTo(StoredContents.events(deliveries.subList(0, 1)));
      job.pass(1);
      assertThat(StoredContents.events(store))
          .isEqualTo(StoredContents.events(deliveries.subList(0, 3)));
    }
  }

  @Test
  void leavesNothingBehindWhenStreamsAreQuiet() throws Exception {
    List<LogBatch> deliveries = deliveries(1);
    try (AssembleHarness job = AssembleHarness.open(store, SETTINGS, null)) {
      assertThat(job.timers()).as("nothing came, nothing is due").isZero();
      job.take(deliveries);
      assertThat(job.streams()).isEqualTo(3);
      assertThat(job.timers()).as("one flush and one sweep are due").isEqualTo(2);
      job.pass(QUIET_MS);
      assertThat(job.streams()).isZero();
      assertThat(job.timers()).isZero();
      assertThat(job.stateEntries()).isZero();
      assertThat(StoredContents.events(store)).isEqualTo(StoredContents.events(deliveries));
      assertThat(job.checkpoint().hasState()).isFalse();
    }
  }

  @Test
  void keepsABusyStreamAndForgetsTheQuietOne() throws Exception {
    List<LogBatch> quiet = deliveries(2);
    EventfulStream busy = EventfulStream.of(77, 3, false);
    try (AssembleHarness job = AssembleHarness.open(store, SETTINGS, null)) {
      job.take(quiet);
      for (long gone = 0; gone < QUIET_MS; gone += 30_000) {
        job.take(List.of(new LogBatch(busy.stream, Source.SUBSCRIPTION, busy.events)));
        job.pass(30_000);
      }
      assertThat(job.streams()).isEqualTo(1);
      assertThat(job.timers()).as("the sweep that will forget it").isEqualTo(1);
      job.pass(QUIET_MS);
      assertThat(job.streams()).isZero();
      assertThat(job.timers()).isZero();
    }
  }

  @Test
  void storesWithoutACheckpointOnceTheOldestHasWaited() throws Exception {
    List<LogBatch> deliveries = deliveries(3).subList(0, 1);
    try (AssembleHarness job = AssembleHarness.open(store, SETTINGS, null)) {
      job.take(deliveries);
      job.pass(SETTINGS.flushAfter().toMillis() - 1);
      assertThat(store.all()).isEmpty();
      job.pass(1);
      assertThat(StoredContents.events(store)).isEqualTo(StoredContents.events(deliveries));
    }
  }

  @Test
  void storesAtOnceWhenManyTrailsHaveChanged() throws Exception {
    AssembleSettings one =
        new AssembleSettings(
            Duration.ofDays(1), 1, SETTINGS.dropAfter(), SETTINGS.limits(), SETTINGS.conventions());
    List<LogBatch> deliveries = deliveries(4);
    try (AssembleHarness job = AssembleHarness.open(store, one, null)) {
      job.take(deliveries);
      assertThat(StoredContents.events(store)).isEqualTo(StoredContents.events(deliveries));
    }
  }

  @Test
  void aCheckpointStoresAllThatWasRead() throws Exception {
    List<LogBatch> deliveries = deliveries(5);
    try (AssembleHarness job = AssembleHarness.open(store, SETTINGS, null)) {
      for (int read = 1; read <= deliveries.size(); read++) {
        job.take(deliveries.subList(read - 1, read));
        assertThat(job.checkpoint().hasState()).as("the store has it all").isFalse();
        assertThat(StoredContents.events(store))
            .isEqualTo(StoredContents.events(deliveries.subList(0, read)));
      }
    }
    assertThat(StoredContents.of(store)).isEqualTo(undisturbed(deliveries));
  }

  @Test
  void aCheckpointStoresRejectedAndDroppedToo() throws Exception {
    try (AssembleHarness job = AssembleHarness.open(store, SETTINGS, null)) {
      job.take(
          new UnreadableRecord(
              DeadLetter.unreadable(
                  new Delivery(Source.FIREHOSE, "1", "eu-west-1", new byte[0]),
                  "not JSON",
                  new byte[] {1})));
      job.take(new DroppedCount(Source.FIREHOSE, "control_message", 2));
      assertThat(job.timers()).as("a flush; there is no stream to sweep").isEqualTo(1);
      job.checkpoint();
      assertThat(store.deadLetters()).hasSize(1);
      assertThat(store.dropped()).isEqualTo(Map.of("control_message", 2L));
    }
  }

  @Test
  void fromACheckpointOrFromNothingTheTrailsAreTheSame() throws Exception {
    for (int seed = 10; seed < 20; seed++) {
      List<LogBatch> deliveries = deliveries(seed);
      int half = deliveries.size() / 2;
      FakeTrailStore resumed = new FakeTrailStore();
      OperatorSubtaskState checkpoint;
      try (AssembleHarness job = AssembleHarness.open(resumed, SETTINGS, null)) {
        job.take(deliveries.subList(0, half));
        checkpoint = job.checkpoint();
        job.take(deliveries.subList(half, half + 1));
      }
      try (AssembleHarness job = AssembleHarness.open(resumed, SETTINGS, checkpoint)) {
        job.take(deliveries.subList(half, deliveries.size()));
        job.endInput();
      }
      StoredContents expected = undisturbed(deliveries);
      assertThat(StoredContents.of(resumed)).as("seed %d: resumed", seed).isEqualTo(expected);
      try (AssembleHarness job = AssembleHarness.open(resumed, SETTINGS, null)) {
        job.take(deliveries);
        job.endInput();
      }
      assertThat(StoredContents.of(resumed)).as("seed %d: again", seed).isEqualTo(expected);
    }
  }

  @Test
  void aFailingFlushFailsTheTimerTheCheckpointAndTheEnd() throws Exception {
    List<LogBatch> deliveries = deliveries(6).subList(0, 1);
    try (AssembleHarness job = AssembleHarness.open(store, SETTINGS, null)) {
      job.take(deliveries);
      store.faults().failCall(1, FaultPlan.When.BEFORE);
      assertThatThrownBy(() -> job.pass(40)).hasStackTraceContaining("planned fault");
      store.faults().failCall(1, FaultPlan.When.BEFORE);
      assertThatThrownBy(job::checkpoint).isInstanceOf(StoreException.class);
      store.faults().failCall(1, FaultPlan.When.BEFORE);
      assertThatThrownBy(job::endInput).isInstanceOf(StoreException.class);
    }
    assertThat(store.all()).isEmpty();
  }
}
