package dev.logtrail.fuzz;

import dev.logtrail.line.LineScanner;
import dev.logtrail.reading.TrailReading;
import dev.logtrail.reading.header.Headers;
import dev.logtrail.reading.header.TrailTally;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.Trail;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.util.List;

/**
 * Fuzz target: any texts are read as a trail, each in exactly one entry, entries and their events
 * in order; and where they can be counted without being read, the counts agree. Lines, JSON and
 * joining alike.
 */
public final class LineTarget {
  private static final TrailKey KEY = TrailKey.request(FuzzedStream.STREAM, "r", 1);

  private LineTarget() {}

  /** What the fuzzer calls. */
  public static void fuzzerTestOneInput(byte[] input) {
    List<TrailEvent> events = FuzzedStream.trail(FuzzedStream.texts(input));
    Trail trail = TrailReading.read(KEY, events, null);
    List<List<String>> read = trail.entries().stream().map(Entry::eventIds).toList();
    Check.that(
        read.stream().flatMap(List::stream).sorted().toList().equals(ids(events)),
        "an event is lost or doubled",
        read);
    // Records of another pipe may stand inside of an entry: then they follow it.
    Check.that(
        isRising(read.stream().map(own -> own.get(0)).toList())
            && read.stream().allMatch(LineTarget::isRising),
        "an event is out of place",
        read);
    TrailTally tally = new TrailTally(Conventions.builtIn());
    events.forEach(e -> tally.add(e, LineScanner.scan(e.event().message())));
    boolean agrees =
        !tally.isSure()
            || Headers.of(KEY, tally.facts(), null, false)
                .equals(Headers.of(KEY, events, null, false));
    Check.that(agrees, "counted otherwise than read", events);
  }

  private static boolean isRising(List<String> ids) {
    return ids.equals(ids.stream().sorted().toList());
  }

  private static List<String> ids(List<TrailEvent> events) {
    return events.stream().map(e -> e.event().id()).toList();
  }
}
