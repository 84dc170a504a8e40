package dev.logtrail.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.reading.text.ReadEvent;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.Trail;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A stored trail's events are read when its entries are asked for, with the same result. */
class UnreadEventsTest {
  private static final TrailKey KEY =
      TrailKey.request(new LogStream("1", "r", "/aws/lambda/f", "s"), "r", 1);

  private final List<TrailEvent> events = new ArrayList<>();

  UnreadEventsTest() {
    add("START RequestId: r Version: $LATEST\n");
    for (int i = 0; i < 1_200; i++) {
      add("plain " + i + "\n");
      add("java.lang.IllegalStateException: x" + i + "\n");
      add("\tat shop.Orders.run(Orders.java:54)\n");
      if (i > 1_000) {
        add("2026-11-29 04:54:40 r INFO  Orders - goes on\n"); // Stands behind the trace.
      }
      add("\tat shop.Main.main(Main.java:3)\n");
    }
  }

  private void add(String message) {
    String id = "%056d".formatted(events.size());
    LogEvent event = new LogEvent(id, 1_000 + events.size(), message);
    events.add(new TrailEvent(event, Basis.REQUEST_ID, false, Source.SUBSCRIPTION));
  }

  @Test
  void entriesAreThoseOfATrailReadAtOnce() {
    Trail whole = TrailReading.read(KEY, events, null);
    assertThat(whole.entries()).hasSizeBetween(2_400, 3_000);
    Trail onDemand = TrailReading.entries(whole.header(), events, null, Conventions.builtIn());
    assertThat(onDemand.entries()).isEqualTo(whole.entries());
    assertThat(onDemand).isEqualTo(whole);
  }

  @Test
  void whatIsAskedForAgainIsReadAgain() {
    UnreadEvents unread = new UnreadEvents(events);
    ReadEvent first = unread.get(0);
    assertThat(List.copyOf(unread)).hasSize(events.size()).last().isEqualTo(ReadEvent.of(last()));
    assertThat(unread.get(0)).isEqualTo(first).isNotSameAs(first);
    assertThat(unread.get(events.size() - 1)).isSameAs(unread.get(events.size() - 1));
  }

  private TrailEvent last() {
    return events.get(events.size() - 1);
  }
}
