package dev.logtrail.job.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.job.kit.Deliveries;
import dev.logtrail.job.kit.EventfulStream;
import dev.logtrail.job.kit.StoredContents;
import dev.logtrail.job.record.JobRecord.EventBatch;
import dev.logtrail.job.record.JobRecord.InvocationResult;
import dev.logtrail.payload.PayloadDecoder;
import dev.logtrail.payload.bytes.UnreadableException;
import dev.logtrail.payload.decoding.Decoded;
import dev.logtrail.store.DeadLetter;
import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.fake.FakeTrailStore;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A delivery that cannot be attributed or stored becomes a dead letter, whole and readable; the
 * rest is stored as if it had never come, and the job does not fail.
 */
class PoisonTest {
  private static final EventfulStream BAD = EventfulStream.of(31, 4, false);
  private static final List<EventfulStream> GOOD =
      List.of(EventfulStream.of(32, 5, false), EventfulStream.managed(33, 5));

  private final FakeTrailStore store = new FakeTrailStore();

  private static List<LogBatch> mixed(Random random) {
    List<EventfulStream> all = new ArrayList<>(GOOD);
    all.add(BAD);
    return Deliveries.of(all, random);
  }

  private void run(List<LogBatch> deliveries, int flushEvery) {
    try (AssembleStage stage = new AssembleStage(store.openWriter(), AssembleSettings.DEFAULT)) {
      for (int i = 0; i < deliveries.size(); i++) {
        stage.take(new EventBatch(deliveries.get(i)), i);
        if (i % flushEvery == 0) {
          stage.flush();
        }
      }
      stage.flush();
      assertThat(stage.isPending()).isFalse();
    }
  }

  /** The other streams' contents are those of a run in which the bad one never came. */
  private void checkOthers(List<LogBatch> deliveries) {
    FakeTrailStore without = new FakeTrailStore();
    try (AssembleStage stage = new AssembleStage(without.openWriter(), AssembleSettings.DEFAULT)) {
      deliveries.stream()
          .filter(batch -> !batch.stream().equals(BAD.stream))
          .forEach(batch -> stage.take(new EventBatch(batch), 0));
      stage.flush();
    }
    for (EventfulStream good : GOOD) {
      assertThat(events(store, good.stream)).isEqualTo(events(without, good.stream));
    }
  }

  private static Set<String> events(FakeTrailStore store, LogStream stream) {
    return store.of(stream).stream()
        .flatMap(t -> t.events().stream().map(e -> t.row().header().key() + " " + e))
        .collect(Collectors.toSet());
  }

  /** Ids of all events of the bad stream that stand in dead letters, read as payloads. */
  private Set<String> inLetters() {
    Set<String> ids = new HashSet<>();
    for (DeadLetter letter : store.deadLetters()) {
      Delivery again =
          new Delivery(letter.source(), letter.account(), letter.region(), letter.body());
      try (PayloadDecoder decoder = new PayloadDecoder()) {
        Decoded read = decoder.decode(again);
        assertThat(read.rejected()).isEmpty();
        read.batches().forEach(b -> b.events().forEach(e -> ids.add(e.id())));
      } catch (UnreadableException e) {
        throw new AssertionError("a letter that cannot be sent again", e);
      }
    }
    return ids;
  }

  private static Set<String> idsOf(LogStream stream, List<LogBatch> deliveries) {
    return deliveries.stream()
        .filter(b -> b.stream().equals(stream))
        .flatMap(b -> b.events().stream())
        .map(LogEvent::id)
        .collect(Collectors.toSet());
  }

  @Test
  void whatCannotBeAttributedIsADeadLetter() {
    for (int seed = 0; seed < 20; seed++) {
      List<LogBatch> deliveries = mixed(new Random(seed));
      PoisonTest test = new PoisonTest();
      test.store.damage(BAD.stream);
      test.run(deliveries, 1 + seed % 5);
      test.checkOthers(deliveries);
      assertThat(test.inLetters()).isEqualTo(idsOf(BAD.stream, deliveries));
      assertThat(test.store.of(BAD.stream)).isEmpty();
      assertThat(test.store.deadLetters())
          .allSatisfy(letter -> assertThat(letter.reason()).contains("could not be attributed"));
    }
  }

  @Test
  void whatTheDatabaseRefusesIsADeadLetter() {
    for (int seed = 0; seed < 20; seed++) {
      List<LogBatch> deliveries = mixed(new Random(seed));
      PoisonTest test = new PoisonTest();
      test.store.refuse(write -> write.row().header().key().stream().equals(BAD.stream));
      test.run(deliveries, 1 + seed % 7);
      test.checkOthers(deliveries);
      assertThat(test.inLetters()).isEqualTo(idsOf(BAD.stream, deliveries));
      assertThat(test.store.of(BAD.stream)).isEmpty();
    }
  }

  @Test
  void whatIsStoredOfAStreamStaysWhenALaterRequestIsRefused() {
    for (int seed = 0; seed < 20; seed++) {
      List<LogBatch> deliveries = mixed(new Random(seed));
      PoisonTest test = new PoisonTest();
      int limit = 2 + seed % 3;
      test.store.refuse(
          write ->
              write.row().header().key().stream().equals(BAD.stream)
                  && write.row().eventCount() > limit);
      test.run(deliveries, 1 + seed % 4);
      test.checkOthers(deliveries);
      Set<String> accounted = test.inLetters();
      for (StoredTrail trail : test.store.of(BAD.stream)) {
        trail.events().forEach(e -> accounted.add(e.event().id()));
      }
      assertThat(accounted).as("seed %d", seed).isEqualTo(idsOf(BAD.stream, deliveries));
    }
  }

  @Test
  void allIsCountedWhateverBecomesOfIt() {
    List<LogBatch> deliveries = mixed(new Random(5));
    JobProgress.Snapshot before = JobProgress.here().snapshot(0).get(Source.SUBSCRIPTION);
    store.refuse(write -> write.row().header().key().stream().equals(BAD.stream));
    run(deliveries, 3);

    JobProgress.Snapshot after = JobProgress.here().snapshot(0).get(Source.SUBSCRIPTION);
    long was = before == null ? 0 : before.received();
    long sent = deliveries.stream().mapToLong(b -> b.events().size()).sum();
    assertThat(after.received() - was).isEqualTo(sent);
    assertThat(after.stored() - (before == null ? 0 : before.stored()))
        .isEqualTo(StoredContents.events(store).size());
    assertThat(after.deadLetters() - (before == null ? 0 : before.deadLetters()))
        .isGreaterThanOrEqualTo(idsOf(BAD.stream, deliveries).size());
  }

  @Test
  void aDeliveryAtWhichTheTaskFailsAgainAndAgainIsADeadLetterInTheEnd() {
    LogBatch batch = new LogBatch(BAD.stream, Source.SUBSCRIPTION, BAD.events);
    for (int n = 0; n < SuspectDeliveries.TRIES; n++) {
      assertThat(SuspectDeliveries.here().isHopeless(batch)).isFalse();
      SuspectDeliveries.here().note(batch, new IllegalStateException("half done"));
    }

    run(List.of(batch), 1);

    assertThat(store.of(BAD.stream)).isEmpty();
    assertThat(inLetters()).isEqualTo(idsOf(BAD.stream, List.of(batch)));
    assertThat(store.deadLetters()).hasSize(1);
    assertThat(store.deadLetters().get(0).reason()).contains("half done");
    assertThat(SuspectDeliveries.here().isHopeless(batch)).as("it may be sent again").isFalse();
  }

  @Test
  void aLogResultInAFlushThatIsRefusedIsStoredNevertheless() {
    store.refuse(write -> write.row().header().key().stream().equals(BAD.stream));
    Invocation invocation =
        new Invocation(
            "1", "eu-west-1", "orders", null, "r-9", "hello\n", false, 200, null, "{}", 1L);
    try (AssembleStage stage = new AssembleStage(store.openWriter(), AssembleSettings.DEFAULT)) {
      stage.take(new InvocationResult(invocation), 0);
      stage.take(
          new EventBatch(new LogBatch(BAD.stream, Source.SUBSCRIPTION, BAD.events.subList(0, 3))),
          0);
      stage.flush();
    }
    assertThat(store.flushes()).anySatisfy(f -> assertThat(f.invocations()).hasSize(1));
    assertThat(inLetters()).hasSize(3);
  }
}
