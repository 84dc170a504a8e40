package dev.logtrail.reading.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.limit.EventLimits;
import dev.logtrail.reading.TrailReadingTest;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.Level;
import dev.logtrail.trail.Trail;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records that were cut at the size of an event are one again. */
class CutRecordTest {
  private static final String START = "START RequestId: r Version: 1\n";
  private static final String END = "END RequestId: r\n";
  private static final String NODE = "2024-03-04T05:32:27.130Z\tr\tWARN\t";

  /** 256 KB less the bytes that an event itself takes. */
  private static final int KB_256 = 256 * 1024 - 26;

  private static final int MB_1 = 1024 * 1024 - 26;

  @Test
  void jsonThatWasCutIsReadWhole() {
    String json =
        "{\"level\":\"WARN\",\"message\":\"big\",\"data\":\"" + "x y ".repeat(100_000) + "\"}";
    List<Entry> entries =
        entries(json.substring(0, KB_256), json.substring(KB_256) + "\n", "next\n");
    assertThat(entries).hasSize(2);
    assertThat(entries.get(0).level()).isEqualTo(Level.WARN);
    assertThat(entries.get(0).message()).isEqualTo("big");
    assertThat(entries.get(0).eventIds()).containsExactly("001", "002");
    assertThat(entries.get(1).message()).isEqualTo("next");
  }

  @Test
  void textThatWasCutTwiceKeepsEachCharacter() {
    String text = "a b\u00e9".repeat(2 * MB_1 / 5 + 100);
    int first = prefixOf(text, MB_1 - NODE.length());
    int second = first + prefixOf(text.substring(first), MB_1);
    List<Entry> entries =
        entries(
            NODE + text.substring(0, first),
            text.substring(first, second),
            text.substring(second) + "\n");
    assertThat(entries).hasSize(1);
    assertThat(entries.get(0).message()).isEqualTo(text);
    assertThat(entries.get(0).level()).isEqualTo(Level.WARN);
  }

  @Test
  void partsWithoutEndAreNotOneTextOfAnySize() {
    String[] parts = new String[10];
    Arrays.fill(parts, "x".repeat(1_000_000));
    List<Entry> entries = entries(parts);
    assertThat(entries).hasSize(3);
    assertThat(entries)
        .allSatisfy(e -> assertThat(e.message()).hasSizeLessThan(EventLimits.CUT_RECORD_CHARS));
  }

  @Test
  void aLongRecordThatEndsStaysAlone() {
    String whole = "x".repeat(KB_256 - 1) + "\n";
    assertThat(entries(whole, "next\n")).hasSize(2);
    String json = "{\"a\":\"" + "x".repeat(KB_256 - 8) + "\"}";
    assertThat(entries(json, "next\n")).hasSize(2);
    String shorter = "x".repeat(200_000);
    assertThat(entries(shorter, "next\n")).hasSize(2);
  }

  @Test
  void whatHasColumnsOfItsOwnIsNoRest() {
    String cut = "x".repeat(KB_256);
    assertThat(entries(cut, NODE + "next\n")).hasSize(2);
    List<Entry> entries = entries(cut);
    assertThat(entries).hasSize(1);
  }

  /** How many characters fill {@code bytes} bytes, no character being cut. */
  private static int prefixOf(String text, int bytes) {
    int used = 0;
    int i = 0;
    while (i < text.length()) {
      used += text.charAt(i) < 0x80 ? 1 : 2;
      if (used > bytes) {
        return i;
      }
      i++;
    }
    return i;
  }

  private static List<Entry> entries(String... events) {
    String[] all = new String[events.length + 2];
    all[0] = START;
    System.arraycopy(events, 0, all, 1, events.length);
    all[all.length - 1] = END;
    Trail trail = TrailReadingTest.first(all);
    assertThat(trail.entries().stream().flatMap(e -> e.eventIds().stream())).hasSize(all.length);
    return trail.entries().subList(1, trail.entries().size() - 1);
  }
}
