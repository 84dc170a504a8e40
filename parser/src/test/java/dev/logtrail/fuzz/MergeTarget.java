package dev.logtrail.fuzz;

import dev.logtrail.reading.TrailReading;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.Trail;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Fuzz target: a log result, cut anywhere, against any of the events it was made of: every event
 * stays in exactly one entry, in its place.
 */
public final class MergeTarget {
  private static final TrailKey KEY = TrailKey.request(FuzzedStream.STREAM, "r", 1);
  private static final String START = "START RequestId: r Version: 1\n";
  private static final String END = "END RequestId: r\n";
  private static final int TAIL = 4096;

  private MergeTarget() {}

  /** The first two bytes say which events have come and where the log is cut. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length < 2) {
      return;
    }
    List<String> lines = new ArrayList<>(List.of(START));
    for (String text : FuzzedStream.texts(Arrays.copyOfRange(input, 2, input.length))) {
      lines.add(text.replace('\r', ' ').replace('\n', ' ') + "\n");
    }
    lines.add(END);
    String log = String.join("", lines);
    int cut = Math.max(log.length() - TAIL, Math.min(input[1] & 0xff, log.length() - END.length()));
    Invocation invocation = invocation(log.substring(cut), cut > 0);
    List<TrailEvent> all = FuzzedStream.trail(lines);
    List<TrailEvent> some = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if ((input[0] >> i % 8 & 1) == 1) {
        some.add(all.get(i));
      }
    }
    check(some, invocation);
    check(all, invocation);
  }

  private static void check(List<TrailEvent> events, Invocation invocation) {
    Trail trail = TrailReading.read(KEY, events, invocation);
    List<String> ids = trail.entries().stream().flatMap(e -> e.eventIds().stream()).toList();
    List<String> wanted = events.stream().map(e -> e.event().id()).toList();
    Check.that(ids.equals(wanted), "an event is lost, doubled or out of place", ids);
  }

  private static Invocation invocation(String log, boolean cut) {
    return new Invocation("1", "eu-west-1", "f", "1", "r", log, cut, 200, null, "{}", 999L);
  }
}
