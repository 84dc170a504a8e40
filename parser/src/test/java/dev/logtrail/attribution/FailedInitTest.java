package dev.logtrail.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A request whose init failed, as before 2024: its REPORT has no status, INIT_REPORT tells. */
class FailedInitTest {
  private static final LogStream STREAM = new LogStream("1", "eu-west-1", "/aws/lambda/f", "s");
  private static final List<String> LINES =
      List.of(
          "INIT_START Runtime Version: python:3.13.v50\n",
          "INIT_REPORT Init Duration: 140.00 ms\tPhase: init\tStatus: error\tError Type: X\n",
          "INIT_REPORT Init Duration: 140.00 ms\tPhase: invoke\tStatus: error\tError Type: X\n",
          "START RequestId: a Version: 1\n",
          "Unknown application error occurred\nRuntime.Unknown\n",
          "END RequestId: a\n",
          "REPORT RequestId: a\tDuration: 150.00 ms\tBilled Duration: 150 ms\t\n",
          "connecting\n",
          "START RequestId: b Version: 1\n",
          "END RequestId: b\n",
          "REPORT RequestId: b\tDuration: 9.00 ms\tBilled Duration: 9 ms\t\n",
          "flushed\n");
  private static final String OWNERS = "aaaaaaabbbbb";

  @Test
  void whatFollowsIsTheNextInit() {
    Map<String, String> found = new LinkedHashMap<>();
    for (AttributedTrail trail : StreamSplit.split(STREAM, Source.FILE, events())) {
      trail.events().forEach(e -> found.put(e.event().id(), trail.key().requestId()));
    }
    assertThat(join(found)).isEqualTo(OWNERS);
  }

  @Test
  void whatFollowsIsTheNextInitEventByEvent() {
    StreamTracker tracker = StreamTracker.ofNewStream(STREAM);
    Map<String, String> found = new LinkedHashMap<>();
    for (LogEvent event : events()) {
      AttributionChanges changes = tracker.append(List.of(ScannedEvent.of(event, Source.FILE)));
      assertThat(changes).isNotNull();
      changes.moves().forEach(move -> found.put(move.event().event().id(), move.to().requestId()));
    }
    assertThat(join(found)).isEqualTo(OWNERS);
  }

  private static String join(Map<String, String> found) {
    StringBuilder owners = new StringBuilder();
    for (LogEvent event : events()) {
      owners.append(found.get(event.id()));
    }
    return owners.toString();
  }

  private static List<LogEvent> events() {
    List<LogEvent> events = new ArrayList<>();
    for (int i = 0; i < LINES.size(); i++) {
      events.add(new LogEvent(String.format("%03d", i), 1_000 + i, LINES.get(i)));
    }
    return events;
  }
}
