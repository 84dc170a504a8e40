package dev.logtrail.job.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.job.repair.Repair;
import dev.logtrail.limit.ByteBudget;
import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.fake.FakeTrailStore;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What repairs load comes from a budget; where it does not suffice, less is looked at. */
class RepairMemoryTest {
  private static final long T0 = 1_795_046_400_000L;
  private static final int REQUESTS = 40;
  private static final int TEXT = 10_000;

  /** What a request of the streams takes when it is loaded: three events, one of them large. */
  private static final long REQUEST_BYTES = 2 * TEXT + 1_300;

  private final FakeTrailStore store = new FakeTrailStore(5);

  private static LogStream stream(int n) {
    return new LogStream("1", "eu-west-1", "/aws/lambda/orders", "2026/11/20/[1]%06d".formatted(n));
  }

  private static String id(int request) {
    return "6bc28136-3ee8-4ad1-9d2b-0000000000%02d".formatted(request);
  }

  private static LogEvent event(int request, int at, String message) {
    return new LogEvent(
        "%050d%06d".formatted(request, at), T0 + request * 60_000L + at * 100L, message);
  }

  private static LogBatch request(int stream, int request) {
    List<LogEvent> events =
        List.of(
            event(request, 0, "START RequestId: %s Version: 1\n".formatted(id(request))),
            event(request, 1, "x".repeat(TEXT) + "\n"),
            event(request, 9, "END RequestId: %s\n".formatted(id(request))));
    return new LogBatch(stream(stream), Source.SUBSCRIPTION, events);
  }

  private static LogBatch late(int stream, int request) {
    List<LogEvent> events = List.of(event(request, 5, "late\n"));
    return new LogBatch(stream(stream), Source.SUBSCRIPTION, events);
  }

  private StreamAssembler assembler(ByteBudget repairs, PendingFlush pending, TrailWriter writer) {
    return new StreamAssembler(
        writer,
        pending,
        TrailLimits.DEFAULT,
        Conventions.builtIn(),
        Repair.CONTEXT_REQUESTS,
        repairs,
        Duration.ZERO);
  }

  private void fill(int streams) {
    TrailWriter writer = store.openWriter();
    StreamAssembler assembler =
        assembler(new ByteBudget("repairs", 1L << 30), new PendingFlush(writer), writer);
    for (int stream = 0; stream < streams; stream++) {
      for (int request = 0; request < REQUESTS; request++) {
        assembler.take(request(stream, request), 0);
      }
    }
    assembler.flush();
    assembler.close();
  }

  private List<String> messages(int stream, int request) {
    List<String> messages = new ArrayList<>();
    for (StoredTrail trail : store.of(stream(stream))) {
      if (id(request).equals(trail.row().header().key().requestId())) {
        trail.events().forEach(e -> messages.add(e.event().message().strip()));
      }
    }
    return messages;
  }

  @Test
  void neighboursThatDoNotFitAreNotLookedAt() {
    fill(1);
    TrailWriter writer = store.openWriter();
    ByteBudget budget = new ByteBudget("repairs", 4 * REQUEST_BYTES);
    StreamAssembler assembler = assembler(budget, new PendingFlush(writer), writer);
    // The id is a marker's: 50 requests on each side are asked for, of which ten would fit.
    LogEvent report =
        event(20, 10, "REPORT RequestId: %s\tDuration: 900.00 ms\t\n".formatted(id(20)));
    assembler.take(
        new LogBatch(stream(0), Source.SUBSCRIPTION, List.of(event(20, 5, "late\n"), report)), 0);
    assembler.flush();

    assertThat(messages(0, 20)).hasSize(5).contains("late");
    assertThat(messages(0, 19)).hasSize(3);
    assertThat(assembler.uncertain()).as("it is said that little was looked at").isEqualTo(1);
    assertThat(budget.refusals()).isPositive();
    assertThat(budget.usedBytes()).isZero();
    assembler.close();
  }

  @Test
  void aTrailThatDoesNotFitMakesItsLateEventADeadLetter() {
    fill(2);
    TrailWriter writer = store.openWriter();
    PendingFlush pending = new PendingFlush(writer);
    ByteBudget tiny = new ByteBudget("repairs", REQUEST_BYTES / 4);
    StreamAssembler assembler = assembler(tiny, pending, writer);
    assembler.take(late(0, 20), 0);
    assembler.take(request(7, 1), 0);
    assembler.flush();

    assertThat(messages(0, 20)).hasSize(3);
    assertThat(messages(7, 1)).as("others are not held up").hasSize(3);
    assertThat(store.deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.reason())
                  .contains("bytes of memory, the most that one of the repairs");
              assertThat(new String(letter.body(), StandardCharsets.UTF_8)).contains("late");
            });
    assertThat(tiny.usedBytes()).isZero();
    assembler.close();

    StreamAssembler larger =
        assembler(new ByteBudget("repairs", 1L << 30), new PendingFlush(writer), writer);
    larger.take(late(0, 20), 0);
    larger.flush();
    assertThat(messages(0, 20)).as("with more memory it finds its place").hasSize(4);
    larger.close();
  }

  @Test
  void whoHoldsMemoryDoesNotWaitForMore() {
    fill(2);
    TrailWriter writer = store.openWriter();
    ByteBudget budget = new ByteBudget("repairs", 100 * REQUEST_BYTES);
    assertThat(budget.tryTake(50 * REQUEST_BYTES)).as("another task's").isTrue();
    StreamAssembler assembler = assembler(budget, new PendingFlush(writer), writer);
    for (int stream = 0; stream < 2; stream++) { // 40 requests each: one fits at a time.
      assembler.take(marker(stream), 0);
    }
    assembler.flush();

    for (int stream = 0; stream < 2; stream++) {
      assertThat(messages(stream, 20)).hasSize(4);
    }
    assertThat(assembler.uncertain()).as("looked at less than needed").isZero();
    assertThat(budget.usedBytes()).isEqualTo(50 * REQUEST_BYTES);
    assembler.close();
  }

  @Test
  void whatOthersHoldNeverMakesADeadLetter() throws Exception {
    fill(1);
    TrailWriter writer = store.openWriter();
    ByteBudget budget = new ByteBudget("repairs", 100 * REQUEST_BYTES);
    assertThat(budget.tryTake(budget.limitBytes())).as("another task's").isTrue();
    StreamAssembler assembler = assembler(budget, new PendingFlush(writer), writer);
    assembler.take(late(0, 20), 0);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<?> flush = thread.submit(assembler::flush);
      while (budget.refusals() < 20 && !flush.isDone()) {
        Thread.onSpinWait(); // It finds no memory, again and again.
      }
      budget.give(budget.limitBytes());
      flush.get(30, TimeUnit.SECONDS);
    } finally {
      thread.shutdownNow();
    }

    assertThat(store.deadLetters()).isEmpty();
    assertThat(messages(0, 20)).hasSize(4);
    assembler.close();
  }

  /** A late report, whose stream has to be looked at widely. */
  private static LogBatch marker(int stream) {
    LogEvent report =
        event(20, 10, "REPORT RequestId: %s\tDuration: 900.00 ms\t\n".formatted(id(20)));
    return new LogBatch(stream(stream), Source.SUBSCRIPTION, List.of(report));
  }

  @Test
  void manyLargeRepairsAreStoredBeforeOthersBegin() {
    int streams = 30;
    fill(streams);
    TrailWriter writer = store.openWriter();
    PendingFlush pending = new PendingFlush(writer);
    ByteBudget budget = new ByteBudget("repairs", 40 * REQUEST_BYTES);
    StreamAssembler assembler = assembler(budget, pending, writer);
    for (int stream = 0; stream < streams; stream++) {
      assembler.take(late(stream, 20), 0);
    }
    assembler.flush();

    for (int stream = 0; stream < streams; stream++) {
      assertThat(messages(stream, 20)).hasSize(4);
    }
    assertThat(budget.peakBytes()).isBetween(10 * REQUEST_BYTES, budget.limitBytes());
    assertThat(pending.flushes()).as("not all wait in memory together").isGreaterThan(5);
    assertThat(budget.refusals()).isZero();
    assembler.close();
  }
}
