package dev.logtrail.api.tail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.limit.Limits;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TailClientTest {
  private final AtomicInteger resets = new AtomicInteger();
  private final TailClient client =
      new TailClient(new TailFilter(null, false, null), TailFormat.JSON, resets::incrementAndGet);

  @Test
  void aFullQueueIsDroppedAndTheClientStartsAnew() throws Exception {
    for (int i = 1; i <= Limits.TAIL_QUEUE_FRAMES + 1; i++) {
      client.offer(frame("flush " + i), i, true);
      client.endFlush(i);
    }
    client.offer(frame("new"), 5_000, true);
    client.endFlush(5_000);

    String written = write(2);
    assertThat(written)
        .doesNotContain("flush 1\n")
        .startsWith("id: " + (Limits.TAIL_QUEUE_FRAMES + 1) + "\nevent: reset\n")
        .contains("this client reads too slowly")
        .endsWith("id: 5000\nnew\n\n");
    assertThat(client.joinedAt()).isEqualTo(Limits.TAIL_QUEUE_FRAMES + 1);
    assertThat(resets).hasValue(1);
  }

  @Test
  void aFlushThatDoesNotFitIsLeftOutAsAWhole() throws Exception {
    byte[] large = new byte[Limits.TAIL_QUEUE_BYTES / 2 + 1];
    client.offer(large, 1, false);
    client.offer(large, 1, false);
    client.offer(frame("the end"), 1, true);
    client.endFlush(1);

    assertThat(write(1)).startsWith("id: 1\nevent: reset\n").doesNotContain("the end");
  }

  @Test
  void aQuietClientIsKeptAliveAndItsIdMovesOn() throws Exception {
    assertThat(write(1)).isEqualTo("id: 77\n: heartbeat\n\n");
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
