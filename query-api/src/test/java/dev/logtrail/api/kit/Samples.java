package dev.logtrail.api.kit;

import dev.logtrail.trail.Basis;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.util.ArrayList;
import java.util.List;

/** Requests as their runtimes would have logged them. */
public final class Samples {
  public static final long T0 = 1_795_255_200_000L; // 2026-11-21T10:00:00Z
  public static final String ID = "4f1c5b3e-8d1a-4c57-9a55-0d6a1b6f2c11";

  private Samples() {}

  /** A stream of a function, told apart by its last letters. */
  public static LogStream stream(String function, String suffix) {
    String name = "2026/11/21/[$LATEST]" + "0123456789abcdef0123456789ab" + suffix;
    return new LogStream("123456789012", "eu-west-1", "/aws/lambda/" + function, name);
  }

  /** The first start of a request in the usual stream of a function. */
  public static TrailKey key(String function, String requestId) {
    return TrailKey.request(stream(function, "0001"), requestId, 1);
  }

  /** Lines with START before and END and REPORT after; each line is ms after START and text. */
  public static List<TrailEvent> request(
      String id, long start, long ms, String more, Object... lines) {
    List<TrailEvent> events = open(id, start, lines);
    long end = start + ms;
    String report =
        "REPORT RequestId: %s\tDuration: %d.42 ms\tBilled Duration: %d ms\tMemory Size: 256 MB"
            + "\tMax Memory Used: 94 MB\t%s\n";
    events.add(event(id, end, events.size(), "END RequestId: " + id + "\n"));
    events.add(event(id, end, events.size(), report.formatted(id, ms, ms + 1, more)));
    return events;
  }

  /** The same, not ended yet. */
  public static List<TrailEvent> open(String id, long start, Object... lines) {
    List<TrailEvent> events = new ArrayList<>();
    events.add(event(id, start, 0, "START RequestId: " + id + " Version: $LATEST\n"));
    for (int i = 0; i < lines.length; i += 2) {
      events.add(event(id, start + (Integer) lines[i], events.size(), (String) lines[i + 1]));
    }
    return events;
  }

  /** A log result of a request that succeeded. */
  public static Invocation invocation(String function, String id, String log, String payload) {
    return new Invocation(
        "123456789012", "eu-west-1", function, "$LATEST", id, log, false, 200, null, payload, T0);
  }

  public static TrailEvent event(String id, long at, int seq, String message) {
    boolean own = message.contains("RequestId: " + id) || message.contains(id + " Task timed out");
    Basis line = own ? Basis.REQUEST_ID : Basis.MARKERS;
    Basis basis = message.startsWith("INIT_START") ? Basis.INIT : line;
    String eventId = id + "-" + "%06d".formatted(seq);
    LogEvent event = new LogEvent(eventId, at, message, seq);
    return new TrailEvent(event, basis, false, Source.SUBSCRIPTION);
  }
}
