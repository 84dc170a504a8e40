package dev.logtrail.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Bytes are never given out twice, and who waits gets its turn. */
class ByteBudgetTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @Test
  void whatDoesNotFitIsRefusedAndCounted() {
    ByteBudget budget = new ByteBudget("decoding", 100);

    assertThat(budget.tryTake(60)).isTrue();
    assertThat(budget.tryTake(41)).isFalse();
    assertThat(budget.tryTake(40)).isTrue();
    budget.give(100);

    assertThat(budget.usedBytes()).isZero();
    assertThat(budget.peakBytes()).isEqualTo(100);
    assertThat(budget.refusals()).isEqualTo(1);
  }

  @Test
  void moreThanAllIsRefusedAtOnce() throws InterruptedException {
    ByteBudget budget = new ByteBudget("decoding", 100);

    assertThat(budget.take(101, LONG)).isFalse();
    assertThat(budget.take(100, Duration.ZERO)).isTrue();
    assertThat(budget.take(1, Duration.ZERO)).isFalse();
    assertThat(budget.refusals()).isEqualTo(2);
  }

  @Test
  void whoWaitsIsServedInTurnAndNobodyPasses() throws Exception {
    ByteBudget budget = new ByteBudget("decoding", 100);
    assertThat(budget.tryTake(100)).isTrue();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<Boolean> large = thread.submit(() -> budget.take(90, LONG));
      while (budget.refusals() == 0) {
        // Refused while the large one waits, though it would fit: counted once it does.
        budget.give(20);
        if (budget.tryTake(20)) {
          continue;
        }
        assertThat(budget.tryTake(20)).isFalse();
      }
      budget.give(80);
      assertThat(large.get(30, TimeUnit.SECONDS)).isTrue();
      assertThat(budget.usedBytes()).isEqualTo(90);
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void whoAsksForLittleDoesNotWaitBehindWhoAsksForMuch() throws Exception {
    ByteBudget budget = new ByteBudget("decoding", 100);
    assertThat(budget.tryTake(80)).isTrue();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<Boolean> much = thread.submit(() -> budget.take(90, LONG));
      while (budget.refusals() == 0) { // Until the one that asks for much waits.
        if (budget.tryTake(13)) {
          budget.give(13);
        }
      }
      assertThat(budget.take(12, LONG)).as("there is room for little").isTrue();
      assertThat(budget.tryTake(8)).isTrue();
      assertThat(much.isDone()).isFalse();
      budget.give(100);
      assertThat(much.get(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void manyThreadsNeverHoldMoreThanThereIs() throws Exception {
    ByteBudget budget = new ByteBudget("decoding", 1_000);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Integer>> served = new ArrayList<>();
      for (int t = 0; t < 8; t++) {
        int seed = t;
        served.add(threads.submit(() -> takeAndGive(budget, new Random(seed))));
      }
      for (Future<Integer> each : served) {
        assertThat(each.get(60, TimeUnit.SECONDS)).isEqualTo(2_000);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(budget.usedBytes()).isZero();
    assertThat(budget.peakBytes()).isBetween(1L, 1_000L);
  }

  private static int takeAndGive(ByteBudget budget, Random random) throws InterruptedException {
    int served = 0;
    for (int i = 0; i < 2_000; i++) {
      try (ByteShare share = budget.share()) {
        served += share.grow(random.nextInt(900) + 1, LONG) ? 1 : 0;
        share.tryGrow(random.nextInt(100));
      }
    }
    return served;
  }

  @Test
  void givingBackTooMuchIsAFault() {
    ByteBudget budget = new ByteBudget("tails", 100);
    assertThat(budget.tryTake(10)).isTrue();

    assertThatThrownBy(() -> budget.give(11))
        .hasMessage("11 bytes given back to budget tails, of which 10 are in use");
  }

  @Test
  void theBudgetsOfAProcessLeaveAFifthOfItsHeap() {
    MemoryBudgets budgets = MemoryBudgets.ofHeap(1_000_000);

    assertThat(budgets.all()).extracting(ByteBudget::name).doesNotHaveDuplicates();
    assertThat(budgets.all().stream().mapToLong(ByteBudget::limitBytes).sum())
        .isBetween(1L, 800_000L);
  }
}
