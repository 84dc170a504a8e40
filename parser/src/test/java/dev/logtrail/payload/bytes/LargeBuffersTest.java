package dev.logtrail.payload.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.payload.Samples;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The next large text gets the last one's buffer, and nobody else has it meanwhile. */
class LargeBuffersTest {
  private static final int MB = 1 << 20;

  @Test
  void sizesComeInStepsUpToTheLimit() {
    assertThat(LargeBuffers.size(3 * MB, 64 * MB)).isEqualTo(3 * MB);
    assertThat(LargeBuffers.size(17 * MB, 64 * MB)).isEqualTo(24 * MB);
    assertThat(LargeBuffers.size(63 * MB, 64 * MB + 1)).isEqualTo(64 * MB);
    assertThat(LargeBuffers.size(64 * MB + 1, 64 * MB + 1)).isEqualTo(64 * MB + 1);
  }

  @Test
  void aBufferHasOneHolder() {
    byte[] first = LargeBuffers.take(24 * MB);
    LargeBuffers.give(first);
    byte[] again = LargeBuffers.take(24 * MB);
    byte[] other = LargeBuffers.take(24 * MB);

    assertThat(again.length).isEqualTo(24 * MB);
    assertThat(other).isNotSameAs(again);
    LargeBuffers.give(again);
    assertThat(LargeBuffers.take(32 * MB)).hasSize(32 * MB);
  }

  @Test
  void whatStoodInABufferDoesNotReachTheNextText() throws UnreadableException {
    byte[] ones = new byte[18 * MB];
    Arrays.fill(ones, (byte) '1');
    byte[] twos = new byte[17 * MB];
    Arrays.fill(twos, (byte) '2');
    try (Gunzip gunzip = new Gunzip(64 * MB)) {
      assertThat(gunzip.unwrap(Bytes.of(Samples.gzip(ones))).length()).isEqualTo(ones.length);
      Bytes second = gunzip.unwrap(Bytes.of(Samples.gzip(twos)));
      assertThat(second.length()).isEqualTo(twos.length);
      assertThat(second.indexOf('1', 0)).isEqualTo(-1);
    }
  }
}
