package dev.logtrail.fuzz;

import dev.logtrail.attribution.AttributedTrail;
import dev.logtrail.attribution.StreamSplit;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.Source;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Fuzz target: any sequence of markers, look-alikes, records and output is split without a loss,
 * and into the same trails whatever the order in which the events are given.
 */
public final class AttributionTarget {
  private static final String[] LINES = {
    "START RequestId: %s Version: 1\n",
    "END RequestId: %s\n",
    "REPORT RequestId: %s\tDuration: 2.00 ms\tBilled Duration: 2 ms\tMemory Size: 128 MB\tMax Memory Used: 40 MB\t\n",
    "REPORT RequestId: %s\tDuration: 2.00 ms\tBilled Duration: 2 ms\tMemory Size: 128 MB\tMax Memory Used: 40 MB\tStatus: timeout\n",
    "2026-11-20T10:00:00.123Z %s Task timed out after 3.00 seconds\n\n",
    "RequestId: %s Error: Runtime exited with error: signal: killed\nRuntime.ExitError\n",
    "2026-11-20T10:00:00.123Z\t%s\tINFO\thello\n",
    "INIT_START Runtime Version: python:3.13.v50\tRuntime Version ARN: arn\n",
    "INIT_REPORT Init Duration: 10.00 ms\tPhase: invoke\tStatus: timeout\n",
    "{\"time\":\"2026-11-20T10:00:00.123Z\",\"type\":\"platform.start\",\"record\":{\"requestId\":\"%s\"}}",
    "{\"time\":\"2026-11-20T10:00:00.123Z\",\"type\":\"platform.report\",\"record\":{\"requestId\":\"%s\",\"status\":\"success\",\"metrics\":{}}}",
    "{\"timestamp\":\"2026-11-20T10:00:00Z\",\"level\":\"INFO\",\"message\":\"m\",\"requestId\":\"%s\"}",
    "{\"request_id\":\"%s\"}",
    "plain\n"
  };
  private static final String[] IDS = {"a", "b", "c", "d"};

  private AttributionTarget() {}

  /** Each byte is a line (low bits) of a request (the two highest bits). */
  public static void fuzzerTestOneInput(byte[] input) {
    List<LogEvent> events = new ArrayList<>();
    for (int i = 0; i < Math.min(input.length, 64); i++) {
      String line = LINES[(input[i] & 0x3f) % LINES.length];
      String text = line.replace("%s", IDS[input[i] >> 6 & 3]);
      // Pairs share a millisecond: their ids decide.
      events.add(new LogEvent("%05d".formatted(i), 1_000L + i / 2, text));
    }
    Map<String, String> sorted = places(events);
    Check.that(sorted.size() == events.size(), "an event is lost or doubled", sorted);
    List<LogEvent> shuffled = new ArrayList<>(events);
    Collections.shuffle(shuffled, new Random(events.size()));
    shuffled.addAll(events.subList(0, events.size() / 2));
    Check.that(sorted.equals(places(shuffled)), "the order of delivery matters", events);
  }

  private static Map<String, String> places(List<LogEvent> events) {
    Map<String, String> places = new HashMap<>();
    for (AttributedTrail trail :
        StreamSplit.split(FuzzedStream.STREAM, Source.SUBSCRIPTION, events)) {
      trail
          .events()
          .forEach(
              e -> {
                String place = trail.key() + " " + e.basis() + " " + e.bleed();
                Check.that(places.put(e.event().id(), place) == null, "twice", e);
              });
    }
    return places;
  }
}
