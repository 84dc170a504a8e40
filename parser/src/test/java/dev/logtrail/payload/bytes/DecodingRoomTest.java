package dev.logtrail.payload.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.limit.ByteBudget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Many decoders and little memory: each gets its turn. */
class DecodingRoomTest {
  private static final int DECODERS = 16;

  @Test
  void whoWaitsForMuchHoldsNothingMeanwhile() throws Exception {
    ByteBudget budget = new ByteBudget("decoding", 100);
    CountDownLatch begun = new CountDownLatch(DECODERS);
    ExecutorService threads = Executors.newFixedThreadPool(DECODERS);
    try {
      List<Future<?>> decoders = new ArrayList<>();
      for (int i = 0; i < DECODERS; i++) {
        decoders.add(threads.submit(() -> decodeLarge(budget, begun)));
      }
      for (Future<?> decoder : decoders) {
        decoder.get(60, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(budget.usedBytes()).isZero();
  }

  /** First the buffers, as each decoder; then the text that turns out to be large. */
  private static Void decodeLarge(ByteBudget budget, CountDownLatch begun) throws Exception {
    try (DecodingRoom room = new DecodingRoom(budget, Duration.ofSeconds(30))) {
      room.take(6);
      begun.countDown();
      begun.await(30, TimeUnit.SECONDS); // All have their buffers: 96 of 100.
      room.take(60);
      assertThat(room.bytes()).isEqualTo(66);
      return null;
    }
  }
}
