package dev.logtrail.reading.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.reading.TrailReading;
import dev.logtrail.text.CountingText;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrintedColoursTest {
  private static final String ID = "8a7d6c5b-4e3f-4a2b-9c1d-0e9f8a7b6c5d";
  private static final TrailKey KEY =
      TrailKey.request(new LogStream("1", "eu-west-1", "/aws/lambda/f", "s"), ID, 1);

  private static List<Entry> entries(String... printed) {
    return TrailReading.read(KEY, events(printed), null).entries();
  }

  private static List<TrailEvent> events(String... printed) {
    List<TrailEvent> events = new ArrayList<>();
    for (int i = 0; i < printed.length; i++) {
      events.add(
          new TrailEvent(
              new LogEvent("e" + i, 1_000L + i, printed[i]), Basis.MARKERS, false, Source.FILE));
    }
    return events;
  }

  private static String coloured(String printed) {
    return entries(printed).get(0).coloured();
  }

  private static Invocation told(String log) {
    return new Invocation("1", "eu-west-1", "f", "1", ID, log, false, 200, null, null, 1_000L);
  }

  @Test
  void coloursStandWhereTheyWerePrinted() {
    assertThat(coloured("a \u001b[1;31mred\u001b[0m word\n"))
        .isEqualTo("a \u001b[1;31mred\u001b[0m word");
    assertThat(coloured("\u001b[32mINFO\u001b[0m:     started\n"))
        .as("the colour of what was read as a level")
        .isEqualTo("\u001b[32m\u001b[0mstarted");
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

  @Test
  void anEntryOfSeveralEventsHasTheColoursOfEach() {
    String[] printed = {
      "\u001b[31mTraceback (most recent call last):\u001b[0m\n",
      "\u001b[2m  File \"/var/task/app.py\", line 3, in handler\u001b[0m\n",
      "    raise KeyError('total')\n",
      "\u001b[1mKeyError: 'total'\u001b[0m\n"
    };
    List<Entry> entries = entries(printed);
    assertThat(entries).hasSize(1);
    assertThat(entries.get(0).eventIds()).hasSize(4);
    assertThat(entries.get(0).coloured() + "\u001b[0m\n").isEqualTo(String.join("", printed));
  }

  @Test
  void linesOfALogResultHaveTheirs() {
    String log =
        "START RequestId: "
            + ID
            + " Version: 1\nplain\n\u001b[33mslow\u001b[0m\nEND RequestId: "
            + ID
            + "\n";
    assertThat(TrailReading.ofLogResult(told(log)).entries())
        .extracting(Entry::coloured)
        .containsExactly(null, null, "\u001b[33mslow", null);
    assertThat(TrailReading.read(KEY, events("plain\n"), told(log)).entries())
        .as("beside those of CloudWatch")
        .filteredOn(e -> e.basis() == Basis.LOG_RESULT && e.message().equals("slow"))
        .extracting(Entry::coloured)
        .containsExactly("\u001b[33mslow");
  }

  @Test
  void equalWordsTakeTheColoursOfTheLast() {
    assertThat(coloured("[INFO]\t2026-11-20T10:00:00.000Z\t" + ID + "\t\u001b[31mINFO\u001b[0m\n"))
        .isEqualTo("\u001b[31mINFO");
  }

  @Test
  void looksThroughATextOnceWhateverItRepeats() {
    assertThat(steps(2_000)).isLessThan((long) (2.2 * steps(1_000)));
  }

  private static long steps(int n) {
    CountingText text = new CountingText("a".repeat(2 * n));
    assertThat(PrintedColours.last(text, "b" + "a".repeat(n))).isEqualTo(-1);
    return text.steps();
  }
}
