package dev.logtrail.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalCodesTest {

  @ParameterizedTest
  @CsvSource({
    "ESC[31mred, 5",
    "ESC[mred, 3",
    "ESC[1;38;5;208mhot, 13",
    "ESC[38:2::255:0:0mhot, 16",
  })
  void aCodeForColoursEndsBehindItsLetter(String text, int end) {
    String printed = text.replace("ESC", "\u001b");
    assertThat(TerminalCodes.end(printed, 0)).isEqualTo(end);
    assertThat(TerminalCodes.colourEnd(printed, 0)).isEqualTo(end);
  }

  @ParameterizedTest
  @CsvSource({"ESC[2Kdone, 4", "ESC[1Gdone, 4"})
  void othersAreNoColours(String text, int end) {
    String printed = text.replace("ESC", "\u001b");
    assertThat(TerminalCodes.end(printed, 0)).isEqualTo(end);
    assertThat(TerminalCodes.colourEnd(printed, 0)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"[31mred", "ESC31m", "ESC", "ESC[", "ESC[31", "ESC[31 m"})
  void whatHasNoBeginOrNoEndIsText(String text) {
    String printed = text.replace("ESC", "\u001b");
    assertThat(TerminalCodes.end(printed, 0)).isZero();
    assertThat(TerminalCodes.without(printed)).isEqualTo(printed);
  }

  @Test
  void withoutThemATextIsPlain() {
    assertThat(TerminalCodes.without("\u001b[2K\u001b[1;31ma\u001b[0m b\u001b[38:5:9mc"))
        .isEqualTo("a bc");
  }
}
