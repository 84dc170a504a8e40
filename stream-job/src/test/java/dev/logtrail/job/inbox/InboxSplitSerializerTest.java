package dev.logtrail.job.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The bytes that checkpoints hold: those of earlier versions stay readable. */
class InboxSplitSerializerTest {
  private static final InboxSplit SPLIT = new InboxSplit(7, 300_000_000_000L);

  /** Two positions as version 1 wrote them; never to be changed. */
  private static final byte[] VERSION_1 =
      HexFormat.ofDelimiter(" ")
          .parseHex(
              "00 00 00 02 "
                  + "00 00 00 01 00 00 00 00 00 00 00 05 "
                  + "00 00 00 07 00 00 00 45 d9 64 b8 00");

  /** A position as version 2 writes it; never to be changed. */
  private static final byte[] VERSION_2 =
      HexFormat.ofDelimiter(" ").parseHex("00 00 00 07 00 00 00 45 d9 64 b8 00");

  private final InboxSplitSerializer serializer = new InboxSplitSerializer();
  private final NoStateSerializer states = new NoStateSerializer();

  @Test
  void takesNothingFromVersion1() throws IOException {
    for (byte[] bytes : new byte[][] {VERSION_1, new byte[4]}) {
      assertThat(serializer.deserialize(1, bytes)).isEqualTo(InboxSplit.of(0));
    }
  }

  @Test
  void readsAndWritesVersion2() throws IOException {
    assertThat(serializer.getVersion()).isEqualTo(2);
    assertThat(serializer.serialize(SPLIT)).isEqualTo(VERSION_2);
    assertThat(serializer.deserialize(2, VERSION_2)).isEqualTo(SPLIT);
  }

  @Test
  void readsWhatItWrites() throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      InboxSplit split = new InboxSplit(random.nextInt(), random.nextLong());
      InboxSplit read = serializer.deserialize(2, serializer.serialize(split));
      assertThat(read).isEqualTo(split);
      assertThat(read.splitId()).isEqualTo(split.splitId());
    }
  }

  @Test
  void saysWhichVersionItCannotRead() {
    assertThatThrownBy(() -> serializer.deserialize(3, VERSION_2))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 3")
        .hasMessageContaining("reads version 2");
  }

  @Test
  void refusesBytesThatEndTooEarly() {
    for (int length = 0; length < VERSION_2.length; length++) {
      byte[] cut = Arrays.copyOf(VERSION_2, length);
      assertThatThrownBy(() -> serializer.deserialize(2, cut)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void keepsNothingOfTheEnumerator() throws IOException {
    assertThat(states.getVersion()).isEqualTo(2);
    assertThat(states.serialize(NoState.NONE)).isEmpty();
    assertThat(states.deserialize(2, new byte[0])).isEqualTo(NoState.NONE);
    assertThat(states.deserialize(1, new byte[] {1})).as("version 1").isEqualTo(NoState.NONE);
    assertThatThrownBy(() -> states.deserialize(3, new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 3");
  }
}
