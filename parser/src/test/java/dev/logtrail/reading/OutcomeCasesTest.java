package dev.logtrail.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.attribution.AttributedTrail;
import dev.logtrail.attribution.StreamSplit;
import dev.logtrail.line.LineScanner;
import dev.logtrail.reading.header.HeaderFacts;
import dev.logtrail.reading.header.Headers;
import dev.logtrail.trail.CloseReason;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailHeader;
import dev.logtrail.trail.TrailKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases of {@code outcome-cases.txt}: how requests end, and whether they began cold. */
class OutcomeCasesTest {
  private static final String ID = EntryCasesTest.unescape("%id");
  private static final String REPORT =
      "REPORT RequestId: %id\\tDuration: 4.00 ms\\tBilled Duration: 4 ms\\tMemory Size: 128 MB\\t"
          + "Max Memory Used: 35 MB\\t";

  record Case(String caption, List<String> lines) {
    @Override
    public String toString() {
      return caption;
    }

    String the(String mark) {
      return lines.stream().filter(l -> l.startsWith(mark)).findFirst().orElse(null);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aRequestEndsAsItsLogSays(Case given) {
    String expected = given.the("? ").substring(2);
    boolean closed = expected.endsWith(" closed");
    List<TrailEvent> events = events(given);
    TrailHeader header = header(events, given.the("@ "), closed ? CloseReason.IDLE : null);
    String found = header.outcome().word() + " cold=" + header.coldStart();
    assertThat(found + (closed ? " closed" : "")).isEqualTo(expected);
  }

  /** A stored trail is summed up part by part, in segments: that must say the same. */
  @ParameterizedTest
  @MethodSource("cases")
  void partsGatheredOneByOneSayTheSame(Case given) {
    List<TrailEvent> events = events(given);
    TrailHeader whole = header(events, null, null);
    for (TrailEvent event : events) {
      boolean joins = LineScanner.scan(event.event().message()).isPlatform();
      if (joins) {
        int cut = events.indexOf(event);
        HeaderFacts facts = new HeaderFacts();
        Headers.gather(facts, events.subList(0, cut));
        HeaderFacts copy = facts.copy();
        Headers.gather(copy, events.subList(cut, events.size()));
        assertThat(Headers.of(whole.key(), copy, null, false)).isEqualTo(whole);
      }
    }
  }

  private static List<TrailEvent> events(Case given) {
    return split(given).events();
  }

  private static AttributedTrail split(Case given) {
    List<LogEvent> events = new ArrayList<>();
    for (String line : given.lines()) {
      if (line.startsWith("> ")) {
        boolean brief = line.startsWith("> REPORT ") && !line.startsWith("> REPORT RequestId");
        String text = brief ? REPORT + line.substring("> REPORT ".length()) : line.substring(2);
        int n = events.size();
        events.add(
            new LogEvent(
                "%05d".formatted(n), 1_795_000_000_000L + n, EntryCasesTest.unescape(text)));
      }
    }
    return StreamSplit.split(new LogStream("1", "r", "/aws/lambda/f", "s"), Source.FILE, events)
        .stream()
        .filter(t -> ID.equals(t.key().requestId()))
        .findFirst()
        .orElseThrow();
  }

  private static TrailHeader header(List<TrailEvent> events, String answer, CloseReason closedBy) {
    TrailKey key = TrailKey.request(new LogStream("1", "r", "/aws/lambda/f", "s"), ID, 1);
    TrailHeader stored = Headers.of(key, events, closedBy, false);
    if (answer == null) {
      return stored;
    }
    String[] parts = EntryCasesTest.unescape(answer).split(" ", 4);
    Invocation invocation =
        new Invocation(
            "1",
            "r",
            "f",
            "1",
            ID,
            null,
            false,
            Integer.valueOf(parts[1]),
            parts[2].equals("-") ? null : parts[2],
            parts[3].equals("-") ? null : parts[3],
            1L);
    return TrailReading.read(stored, events, invocation).header();
  }

  static Stream<Case> cases() throws IOException {
    return Stream.of(EntryCasesTest.resource("outcome-cases.txt").split("\n== "))
        .skip(1)
        .map(block -> new Case(block.lines().findFirst().orElseThrow(), block.lines().toList()));
  }
}
