package dev.logtrail.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalScreenTest {

  @Test
  void isAsLargeAsTheTerminalTellsUnlessSomebodyHasSaidOtherwise() {
    assertThat(TerminalScreen.of(Map.of(), "40 132")).isEqualTo(new TerminalScreen(132, 40));
    assertThat(TerminalScreen.of(Map.of("COLUMNS", "100"), "40 132"))
        .isEqualTo(new TerminalScreen(100, 40));
    assertThat(TerminalScreen.of(Map.of("COLUMNS", "wide", "LINES", "0"), "40 132"))
        .isEqualTo(new TerminalScreen(132, 40));
    assertThat(TerminalScreen.of(Map.of("COLUMNS", "100"), ""))
        .isEqualTo(new TerminalScreen(100, 0));
    assertThat(TerminalScreen.of(Map.of(), "")).isEqualTo(TerminalScreen.NONE);
  }

  @Test
  void aHelpTextHasTheUsualWidthInAPipeAndNeverTooLittle() {
    assertThat(TerminalScreen.NONE.helpWidth()).isEqualTo(80);
    assertThat(new TerminalScreen(132, 40).helpWidth()).isEqualTo(132);
    assertThat(new TerminalScreen(20, 40).helpWidth()).isEqualTo(55);
  }

  @Test
  void aSizeThatIsNotKnownIsNotAskedFor() {
    Map<String, String> query = new LinkedHashMap<>();
    TerminalScreen.NONE.addTo(query);
    assertThat(query.values()).containsOnlyNulls();
    new TerminalScreen(132, 0).addTo(query);
    assertThat(query).containsEntry("width", "132").containsEntry("height", null);
  }
}
