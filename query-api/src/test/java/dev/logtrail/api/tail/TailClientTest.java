package dev.logtrail.api.tail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.limit.ByteBudget;
import dev.logtrail.limit.ServerLimits;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TailClientTest {
  private final ByteBudget budget = new ByteBudget("tails", 64 << 20);
  private final List<TailClient> clients = new ArrayList<>();
  private final TailMemory memory = new TailMemory(budget, clients);
  private final AtomicInteger resets = new AtomicInteger();
  private final TailClient client =
      new TailClient(
          new TailFilter(null, null, false, null, dev.logtrail.trail.Scope.ALL),
          TailFormat.JSON,
          resets::incrementAndGet);

  @Test
  void aFullQueueIsDroppedAndTheClientStartsAnew() throws Exception {
    for (int i = 1; i <= ServerLimits.TAIL_QUEUE_FRAMES + 1; i++) {
      offer(frame("flush " + i), i, true);
      client.endFlush(i);
    }
    offer(frame("new"), 5_000, true);
    client.endFlush(5_000);

    String written = write(2);
    assertThat(written)
        .doesNotContain("flush 1\n")
        .startsWith("id: " + (ServerLimits.TAIL_QUEUE_FRAMES + 1) + "\nevent: reset\n")
        .contains("this client reads too slowly")
        .endsWith("id: 5000\nnew\n\n");
    assertThat(client.joinedAt()).isEqualTo(ServerLimits.TAIL_QUEUE_FRAMES + 1);
    assertThat(resets).hasValue(1);
  }

  @Test
  void aFlushThatDoesNotFitIsLeftOutAsAWhole() throws Exception {
    byte[] large = new byte[ServerLimits.TAIL_QUEUE_BYTES / 2 + 1];
    offer(large, 1, false);
    offer(large, 1, false);
    offer(frame("the end"), 1, true);
    client.endFlush(1);

    assertThat(write(1)).startsWith("id: 1\nevent: reset\n").doesNotContain("the end");
  }

  @Test
  void aQuietClientIsKeptAliveAndItsIdMovesOn() throws Exception {
    assertThat(write(1)).isEqualTo("id: 77\n: heartbeat\n\n");
  }

  @Test
  void whenMemoryIsFullTheClientThatLetsTheMostWaitStartsAnew() throws Exception {
    TailClient other = new TailClient(client.filter(), TailFormat.JSON, resets::incrementAndGet);
    TailMemory small = new TailMemory(new ByteBudget("tails", 1_000), List.of(client, other));
    for (int i = 1; i <= 9; i++) {
      TailFrame shared = TailFrame.ofBytes(new byte[100], small);
      client.offer(shared, i, true);
      if (i == 1) {
        other.offer(shared, i, true);
      }
      shared.release();
    }
    assertThat(small.budget().usedBytes()).isEqualTo(900);

    TailFrame next = TailFrame.ofBytes(new byte[500], small);
    assertThat(client.queuedBytes()).isZero();
    assertThat(other.queuedBytes()).isEqualTo(100);
    next.release();
    client.endFlush(10);
    assertThat(write(1)).startsWith("id: 10\nevent: reset\n");
    other.close();
    assertThat(small.budget().usedBytes()).isZero();
    assertThat(TailFrame.ofBytes(new byte[1_001], small)).isNull();
  }

  private void offer(byte[] bytes, long flushNo, boolean last) {
    TailFrame frame = TailFrame.ofBytes(bytes, memory);
    client.offer(frame, flushNo, last);
    frame.release();
  }

  private static byte[] frame(String text) {
    return (text + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Runs the writer until it wrote that many frames. */
  private String write(int frames) throws Exception {
    StringBuilder written = new StringBuilder();
    ByteArrayOutputStream out =
        new ByteArrayOutputStream() {
          private int flushed;

          @Override
          public void flush() {
            written.append(toString(StandardCharsets.UTF_8));
            reset();
            if (++flushed == frames) {
              client.close();
            }
          }
        };
    client.write(out, () -> 77, 1);
    return written.toString();
  }
}
