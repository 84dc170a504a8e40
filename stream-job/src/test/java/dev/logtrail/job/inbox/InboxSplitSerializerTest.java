package dev.logtrail.job.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The bytes that checkpoints hold: those of earlier versions stay readable. */
class InboxSplitSerializerTest {
  private static final InboxSplit SPLIT = new InboxSplit(Map.of(7, 300_000_000_000L, 1, 5L));

  /** Two positions as version 1 wrote them; never to be changed. */
  private static final byte[] VERSION_1 =
      HexFormat.ofDelimiter(" ")
          .parseHex(
              "00 00 00 02 "
                  + "00 00 00 01 00 00 00 00 00 00 00 05 "
                  + "00 00 00 07 00 00 00 45 d9 64 b8 00");

  private final InboxSplitSerializer serializer = new InboxSplitSerializer();
  private final FlagSerializer flags = new FlagSerializer();

  @Test
  void readsVersion1() throws IOException {
    assertThat(serializer.deserialize(1, VERSION_1)).isEqualTo(SPLIT);
    assertThat(serializer.deserialize(1, new byte[4])).isEqualTo(new InboxSplit(Map.of()));
  }

  @Test
  void writesVersion1() throws IOException {
    assertThat(serializer.getVersion()).isEqualTo(1);
    assertThat(serializer.serialize(SPLIT)).isEqualTo(VERSION_1);
    assertThat(serializer.serialize(new InboxSplit(Map.of()))).isEqualTo(new byte[4]);
  }

  @Test
  void readsWhatItWrites() throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      Map<Integer, Long> positions = new HashMap<>();
      int writers = random.nextInt(50);
      for (int writer = 0; writer < writers; writer++) {
        positions.put(random.nextInt(), random.nextLong());
      }
      InboxSplit split = new InboxSplit(positions);
      InboxSplit read = serializer.deserialize(1, serializer.serialize(split));
      assertThat(read).isEqualTo(split);
      assertThat(read.splitId()).isEqualTo(split.splitId());
    }
  }

  @Test
  void saysWhichVersionItCannotRead() {
    assertThatThrownBy(() -> serializer.deserialize(2, VERSION_1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 2")
        .hasMessageContaining("reads version 1");
  }

  @Test
  void refusesBytesThatEndTooEarly() {
    for (int length = 0; length < VERSION_1.length; length++) {
      byte[] cut = Arrays.copyOf(VERSION_1, length);
      assertThatThrownBy(() -> serializer.deserialize(1, cut)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void keepsTheEnumeratorsFlag() throws IOException {
    assertThat(flags.getVersion()).isEqualTo(1);
    for (boolean flag : new boolean[] {true, false}) {
      byte[] golden = {(byte) (flag ? 1 : 0)};
      assertThat(flags.serialize(flag)).isEqualTo(golden);
      assertThat(flags.deserialize(1, golden)).isEqualTo(flag);
    }
    assertThatThrownBy(() -> flags.deserialize(2, new byte[1]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 2");
    assertThatThrownBy(() -> flags.deserialize(1, new byte[2])).isInstanceOf(IOException.class);
  }
}
