package dev.logtrail.api.loki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.api.http.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LokiTurnsTest {
  @Test
  void allOfADashboardHaveTheirTurnAndFewAtOnce() throws Exception {
    LokiTurns turns = new LokiTurns(3, 30, 60_000);
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<CompletableFuture<Void>> asked = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        asked.add(
            CompletableFuture.runAsync(
                () -> {
                  turns.take();
                  most.accumulateAndGet(now.incrementAndGet(), Math::max);
                  Thread.yield();
                  now.decrementAndGet();
                  turns.give();
                },
                threads));
      }
      CompletableFuture.allOf(asked.toArray(CompletableFuture<?>[]::new)).join();
    } finally {
      threads.shutdown();
    }
    assertThat(most.get()).isBetween(1, 3);
  }

  @Test
  void whoComesWhenTooManyWaitOrWaitsTooLongIsRefusedInWords() {
    LokiTurns none = new LokiTurns(1, 0, 60_000);
    assertThatThrownBy(none::take)
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("Too many questions about lines wait already");
    LokiTurns one = new LokiTurns(1, 1, 1);
    one.take();
    assertThatThrownBy(one::take).isInstanceOf(ProblemException.class);
    one.give();
    one.take();
  }

  @Test
  void aTurnIsGivenBackWhateverTheAnswerIs() throws Exception {
    LokiTurns turns = new LokiTurns(1, 1, 1);
    assertThatThrownBy(
            () ->
                turns
                    .of(
                        ctx -> {
                          throw new ProblemException(400, "no");
                        })
                    .handle(null))
        .hasMessage("no");
    turns.take();
  }
}
