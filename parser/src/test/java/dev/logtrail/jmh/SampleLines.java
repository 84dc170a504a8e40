package dev.logtrail.jmh;

import dev.logtrail.trail.LogEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** A stream of everyday requests for benchmarks: twelve lines each, always the same ones. */
final class SampleLines {
  static final int REQUESTS = 100;
  private static final int LINES = 12;

  private SampleLines() {}

  /** Python prints between text markers. */
  static List<LogEvent> text() {
    List<LogEvent> events = new ArrayList<>();
    Random random = new Random(7);
    for (int request = 0; request < REQUESTS; request++) {
      String id = new UUID(random.nextLong(), random.nextLong()).toString();
      add(events, "START RequestId: " + id + " Version: $LATEST\n");
      for (int line = 0; line < LINES; line++) {
        add(events, "order " + random.nextInt(1_000_000) + " checked against " + line + " rules\n");
      }
      add(events, "END RequestId: " + id + "\n");
      add(
          events,
          "REPORT RequestId: "
              + id
              + "\tDuration: 46.43 ms\tBilled Duration: 47 ms\tMemory Size: 128 MB\tMax Memory Used: 35 MB\t\n");
    }
    return events;
  }

  /** Node's JSON records between JSON markers. */
  static List<LogEvent> json() {
    List<LogEvent> events = new ArrayList<>();
    Random random = new Random(7);
    for (int request = 0; request < REQUESTS; request++) {
      String id = new UUID(random.nextLong(), random.nextLong()).toString();
      add(events, platform("start", id, "\"version\":\"$LATEST\""));
      for (int line = 0; line < LINES; line++) {
        add(
            events,
            "{\"timestamp\":\"2026-11-20T10:00:00.123Z\",\"level\":\"INFO\",\"requestId\":\""
                + id
                + "\",\"message\":\"order "
                + random.nextInt(1_000_000)
                + " checked\"}");
      }
      add(
          events,
          platform(
              "report",
              id,
              "\"status\":\"success\",\"metrics\":{\"durationMs\":46.43,\"billedDurationMs\":47,"
                  + "\"memorySizeMB\":128,\"maxMemoryUsedMB\":35}"));
    }
    return events;
  }

  private static String platform(String type, String id, String rest) {
    return "{\"time\":\"2026-11-20T10:00:00.123Z\",\"type\":\"platform."
        + type
        + "\",\"record\":{\"requestId\":\""
        + id
        + "\","
        + rest
        + "}}";
  }

  private static void add(List<LogEvent> events, String message) {
    events.add(new LogEvent("%08d".formatted(events.size()), 1_000L + events.size(), message));
  }
}
