package dev.logtrail.api.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.kit.Samples;
import dev.logtrail.reading.TrailReading;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.TrailEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrintedColoursTest {

  private static String coloured(String printed) {
    TrailEvent event = Samples.event("r1", 1, 1, printed);
    Entry entry =
        TrailReading.read(Samples.key("orders-api", "r1"), List.of(event), null).entries().get(0);
    return new PrintedColours(Map.of(event.event().id(), printed)).of(entry);
  }

  @Test
  void coloursStandWhereTheyWerePrinted() {
    assertThat(coloured("a \u001b[1;31mred\u001b[0m word\n"))
        .isEqualTo("a \u001b[1;31mred\u001b[0m word");
  }

  @Test
  void whatOnlyMovesTheCursorGoes() {
    assertThat(coloured("\u001b[2K\u001b[1Gdone")).isNull();
    assertThat(coloured("\u001b[2K\u001b[32mdone\u001b[39m!"))
        .isEqualTo("\u001b[32mdone\u001b[39m!");
  }

  @Test
  void plainTextHasNone() {
    assertThat(coloured("plain [31m text")).isNull();
  }
}
