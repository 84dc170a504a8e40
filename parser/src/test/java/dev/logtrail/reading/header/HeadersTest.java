package dev.logtrail.reading.header;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.limit.EventLimits;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailHeader;
import dev.logtrail.trail.TrailKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeadersTest {
  private static final TrailKey KEY =
      TrailKey.request(new LogStream("1", "eu-west-1", "/aws/lambda/f", "s"), "r", 1);
  private static final List<String> LINES =
      List.of(
          "hello\n",
          "\n",
          "Traceback (most recent call last):\n",
          "  File \"x.py\", line 7, in handler\n",
          "ValueError: x\n",
          "During handling of the above exception, another exception occurred:\n",
          "java.lang.IllegalStateException: x\n",
          "\tat a.B.c(B.java:1)\n",
          "{\"level\":\"ERROR\",\"message\":\"no\"}\n",
          "2026-11-20T10:00:00.000Z\tr\tERROR\tno\n");

  @Test
  void aGrowingTrailIsSummedUpPartByPartAsInOne() {
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      List<TrailEvent> events = events(random);
      HeaderFacts facts = new HeaderFacts();
      List<TrailEvent> waiting = new ArrayList<>();
      for (TrailEvent event : events) {
        waiting.add(event);
        if (random.nextInt(4) == 0) {
          waiting = new ArrayList<>(Headers.gatherSettled(facts, waiting));
        }
      }
      Headers.gather(facts, waiting);
      TrailHeader whole = Headers.of(KEY, events, null, false);
      assertThat(Headers.of(KEY, facts, null, false)).as("seed %d", seed).isEqualTo(whole);
    }
  }

  @Test
  void ofLinesThatCannotBeJoinedOnlyTheLastWaits() {
    List<TrailEvent> events = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      events.add(event(i, "2026-11-20T10:00:00.000Z\tr\tINFO\tline " + i));
    }
    assertThat(Headers.gatherSettled(new HeaderFacts(), events)).isEqualTo(events.subList(99, 100));
  }

  @Test
  void ofPlainLinesNoMoreWaitThanOneRecordMayHave() {
    List<TrailEvent> events = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      events.add(event(i, "line " + i));
    }
    assertThat(Headers.gatherSettled(new HeaderFacts(), events))
        .hasSizeBetween(EventLimits.ENTRY_EVENTS, EventLimits.ENTRY_EVENTS + 10);
  }

  private static List<TrailEvent> events(Random random) {
    List<TrailEvent> events = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      events.add(event(i, LINES.get(random.nextInt(LINES.size()))));
    }
    return events;
  }

  private static TrailEvent event(int i, String message) {
    LogEvent event = new LogEvent("%03d".formatted(i), 1_000 + i, message);
    return new TrailEvent(event, Basis.MARKERS, false, Source.FILE);
  }
}
