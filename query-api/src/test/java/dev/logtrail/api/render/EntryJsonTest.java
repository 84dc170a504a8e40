package dev.logtrail.api.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.api.kit.Samples;
import dev.logtrail.text.JsonText;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.Origin;
import dev.logtrail.trail.Trail;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EntryJsonTest {
  private static final int LINES = 20_000;

  private int made;

  private Entry entry(int number) {
    made++;
    String id = String.valueOf(number);
    return new Entry(
        Samples.T0,
        null,
        null,
        "line " + number,
        Map.of(),
        Origin.FUNCTION,
        Basis.REQUEST_ID,
        false,
        null,
        List.of(id),
        Map.of());
  }

  /** Who reads while it comes need not wait until the last of many entries is made. */
  @Test
  void theFirstEntriesAreSentBeforeTheOthersAreMade() throws Exception {
    Trail.OnDemand entries =
        new Trail.OnDemand(IntStream.range(0, LINES).mapToObj(this::entry).iterator());
    int[] madeWhenSent = {-1};
    String[] sent = {""};
    ByteArrayOutputStream bytes =
        new ByteArrayOutputStream() {
          @Override
          public void flush() {
            if (madeWhenSent[0] < 0) {
              madeWhenSent[0] = made;
              sent[0] = toString(StandardCharsets.UTF_8);
            }
          }
        };
    try (JsonGenerator out = JsonText.FACTORY.createGenerator(bytes)) {
      out.writeStartObject();
      EntryJson.entries(out, entries, 2);
      out.writeEndObject();
    }
    assertThat(madeWhenSent[0]).isBetween(100, 200);
    assertThat(sent[0]).contains("line 2\"", "line 101\"").doesNotContain("line 1\"", "line 300\"");
    assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("\"line " + (LINES - 1) + "\"");
    assertThat(made).isEqualTo(LINES);
  }
}
