package dev.logtrail.fuzz;

import dev.logtrail.line.LineScanner;
import dev.logtrail.reading.TrailReading;
import dev.logtrail.reading.header.Headers;
import dev.logtrail.reading.header.TrailTally;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.Trail;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.util.List;

/**
 * Fuzz target: any texts are read as a trail, each in exactly one entry, in order; and where they
 * can be counted without being read, the counts agree. Lines, JSON and joining alike.
 */
public final class LineTarget {
  private static final TrailKey KEY = TrailKey.request(FuzzedStream.STREAM, "r", 1);

  private LineTarget() {}

  /** What the fuzzer calls. */
  public static void fuzzerTestOneInput(byte[] input) {
    List<TrailEvent> events = FuzzedStream.trail(FuzzedStream.texts(input));
    Trail trail = TrailReading.read(KEY, events, null);
    List<String> read = trail.entries().stream().flatMap(e -> e.eventIds().stream()).toList();
    Check.that(read.equals(ids(events)), "an event is lost, doubled or out of place", read);
    TrailTally tally = new TrailTally(Conventions.builtIn());
    events.forEach(e -> tally.add(e, LineScanner.scan(e.event().message())));
    boolean agrees =
        !tally.isSure()
            || Headers.of(KEY, tally.facts(), null, false)
                .equals(Headers.of(KEY, events, null, false));
    Check.that(agrees, "counted otherwise than read", events);
  }

  private static List<String> ids(List<TrailEvent> events) {
    return events.stream().map(e -> e.event().id()).toList();
  }
}
