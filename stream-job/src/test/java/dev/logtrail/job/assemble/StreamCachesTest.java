package dev.logtrail.job.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.limit.ByteBudget;
import dev.logtrail.limit.MemoryBudgets;
import dev.logtrail.store.fake.FakeTrailStore;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The budget of streams: the least recently used goes first, one at a time, and none is lost. */
class StreamCachesTest {
  private static final long T0 = 1_795_046_400_000L;

  private final FakeTrailStore store = new FakeTrailStore();
  private final ByteBudget budget = MemoryBudgets.ofThisProcess().streams();

  private static LogStream stream(int n) {
    return new LogStream("1", "eu-west-1", "/aws/lambda/orders", "2026/11/20/[1]%06d".formatted(n));
  }

  /** Three lines of a request that is under way. */
  private static LogBatch batch(int stream, int from, String text) {
    List<LogEvent> events = new ArrayList<>();
    for (int i = from; i < from + 3; i++) {
      String message = i == 0 ? "START RequestId: r-" + stream + " Version: 1\n" : text + i;
      events.add(new LogEvent("%050d%06d".formatted(stream, i), T0 + i, message));
    }
    return new LogBatch(stream(stream), Source.SUBSCRIPTION, events);
  }

  private StreamAssembler assembler() {
    var writer = store.openWriter();
    return new StreamAssembler(
        writer, new PendingFlush(writer), TrailLimits.DEFAULT, Conventions.builtIn());
  }

  @Test
  void theLeastRecentlyUsedGoFirstAndAllComeBackFromTheStore() {
    // Large texts on a large heap: the number of streams is what takes time.
    String text = "x".repeat((int) Math.min(500_000, budget.limitBytes() / 1_000));
    long streams = budget.limitBytes() / (2 * text.length()) + 200;
    StreamAssembler assembler = assembler();
    for (int n = 0; n < streams; n++) {
      assembler.take(batch(n, 0, text), n);
      if (n % 50 == 0) {
        assembler.flush();
      }
      assertThat(budget.usedBytes()).isLessThanOrEqualTo(budget.limitBytes());
    }
    assembler.flush();
    int held = assembler.streamCount();
    assertThat(held).as("some were forgotten, and not all").isBetween(10, (int) streams - 100);
    int reads = store.readFaults().calls();
    assembler.take(batch((int) streams - 1, 3, text), 0);
    assembler.flush();
    assertThat(store.readFaults().calls()).as("the newest is at hand").isEqualTo(reads);
    assembler.take(batch(0, 3, text), 0);
    assembler.flush();
    assertThat(store.readFaults().calls()).as("the oldest is not").isEqualTo(reads + 1);
    assertThat(store.of(stream(0))).singleElement().matches(t -> t.events().size() == 6);
    assembler.close();
    assertThat(budget.usedBytes()).isZero();
  }

  @Test
  void quietStreamsGoAndBusyOnesStay() {
    StreamAssembler assembler = assembler();
    for (int n = 0; n < 10; n++) {
      assembler.take(batch(n, 0, "a"), n < 5 ? 0 : 1_000);
    }
    assembler.flush();
    assembler.take(batch(0, 3, "a"), 1_000);
    assembler.flush();
    assembler.dropIdle(1_500, 1_000);
    assertThat(assembler.streamCount()).isEqualTo(6);
    assembler.close();
  }

  @Test
  void newStreamsAreLookedUpTogetherAndFlushNobodysTrails() {
    StreamAssembler assembler = assembler();
    for (int n = 0; n < 400; n++) {
      assembler.take(batch(n, 0, "a"), 0);
    }
    assertThat(store.flushes()).isEmpty();
    assembler.flush();
    assertThat(store.flushes()).hasSize(1);
    assertThat(store.readFaults().calls()).as("one question for all of them").isEqualTo(1);
    assertThat(store.all()).hasSize(400);
    assembler.close();
  }

  @Test
  void whatOvertookItsPredecessorIsPlacedInMemory() {
    StreamAssembler assembler = assembler();
    assembler.take(batch(1, 0, "a"), 0);
    assembler.flush();
    int reads = store.readFaults().calls();
    assembler.take(batch(1, 6, "a"), 0);
    assembler.flush();
    assembler.take(batch(1, 3, "a"), 0);
    assembler.flush();
    assertThat(store.readFaults().calls()).as("the store was not asked").isEqualTo(reads);
    assertThat(assembler.repairsInMemory()).isEqualTo(1);
    assertThat(store.of(stream(1))).singleElement().matches(t -> t.events().size() == 9);
    assembler.close();
  }

  @Test
  void whatOvertakesBetweenTwoFlushesIsInOrderAgain() {
    StreamAssembler assembler = assembler();
    assembler.take(batch(1, 0, "a"), 0);
    assembler.flush();
    assembler.take(batch(1, 6, "a"), 0);
    assembler.take(batch(1, 3, "a"), 0);
    assembler.flush();
    assertThat(assembler.repairsInMemory()).isZero();
    assertThat(store.flushes()).hasSize(2);
    assertThat(store.of(stream(1))).singleElement().matches(t -> t.events().size() == 9);
    assembler.close();
  }
}
