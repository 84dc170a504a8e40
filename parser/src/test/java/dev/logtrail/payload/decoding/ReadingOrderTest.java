package dev.logtrail.payload.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.attribution.StreamSplit;
import dev.logtrail.trail.EventId;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingOrderTest {
  private static final List<String> LINES =
      List.of(
          "START RequestId: A Version: $LATEST",
          "one",
          "END RequestId: A",
          "REPORT RequestId: A\tDuration: 1.00 ms",
          "START RequestId: B Version: $LATEST",
          "two",
          "END RequestId: B");

  @Test
  void linesWithoutTimesAreTurnedWhenRequestsEndBeforeTheyStart() {
    assertThat(messages(events(LINES, 0))).isEqualTo(messages(events(reversed(), 0)));
  }

  @Test
  void timesThatOnlyFallAreTurnedSoThatEqualOnesKeepTheirOrder() {
    List<LogEvent> newestFirst = new ArrayList<>();
    List<String> lines = reversed();
    for (int i = 0; i < lines.size(); i++) {
      long time = 1_000 - i / 3;
      newestFirst.add(new LogEvent(EventId.makeUp(time, lines.get(i), 1), time, lines.get(i), i));
    }
    assertThat(messages(newestFirst)).isEqualTo(messages(events(LINES, 0)));
  }

  private static List<String> reversed() {
    List<String> reversed = new ArrayList<>(LINES);
    Collections.reverse(reversed);
    return reversed;
  }

  private static List<LogEvent> events(List<String> lines, int from) {
    List<LogEvent> events = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String id = EventId.makeUp(LogEvent.UNKNOWN_TIME, lines.get(i), 1);
      events.add(new LogEvent(id, LogEvent.UNKNOWN_TIME, lines.get(i), from + i));
    }
    return events;
  }

  private static List<List<String>> messages(List<LogEvent> events) {
    LogStream stream = new LogStream("a", "r", "g", "s");
    List<LogEvent> ordered = ReadingOrder.oldestFirst(events);
    return StreamSplit.split(stream, Source.FILE, ordered).stream()
        .map(t -> t.events().stream().map(e -> e.event().message()).toList())
        .toList();
  }
}
