package dev.logtrail.payload.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is not UTF-8 is replaced as Java's own decoder does, however it is read. */
class Utf8RepairTest {
  private static final int TEXTS = 20_000;
  private static final byte[] PIECES = {
    'a',
    '"',
    (byte) 0x80,
    (byte) 0xBF,
    (byte) 0xC0,
    (byte) 0xC3,
    (byte) 0xA9,
    (byte) 0xE0,
    (byte) 0xA0,
    (byte) 0xED,
    (byte) 0xE2,
    (byte) 0x82,
    (byte) 0xAC,
    (byte) 0xF0,
    (byte) 0x90,
    (byte) 0x9F,
    (byte) 0xF4,
    (byte) 0x8F,
    (byte) 0xF5,
    (byte) 0xFF
  };

  @Test
  void repairsAsJavaDoes() {
    Random random = new Random(7);
    for (int n = 0; n < TEXTS; n++) {
      byte[] text = new byte[random.nextInt(12)];
      for (int i = 0; i < text.length; i++) {
        text[i] = PIECES[random.nextInt(PIECES.length)];
      }
      byte[] expected = new String(text, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
      byte[] read = new byte[expected.length];
      Utf8Repair repair = new Utf8Repair(Bytes.of(text));
      for (int at = 0; at < read.length; ) {
        at += repair.read(read, at, Math.min(1 + random.nextInt(3), read.length - at));
      }
      assertThat(repair.read()).isEqualTo(-1);
      assertThat(read).as("%s", Bytes.of(text)).isEqualTo(expected);
      assertThat(Utf8Repair.isNeeded(Bytes.of(text))).isEqualTo(!Arrays.equals(text, expected));
    }
  }

  @Test
  void knowsWhereInTheOriginalAnythingStands() {
    Bytes text = Bytes.of(new byte[] {'a', (byte) 0xFF, 'b', (byte) 0xC3, (byte) 0xA9, 'c'});
    Utf8Repair repair = new Utf8Repair(text);
    assertThat(repair.start(1)).isEqualTo(1);
    assertThat(repair.start(4)).isEqualTo(2);
    assertThat(repair.end(7)).isEqualTo(5);
    assertThat(repair.start(8)).isEqualTo(6);
    assertThat(repair.start(4)).as("back").isEqualTo(2);
  }
}
