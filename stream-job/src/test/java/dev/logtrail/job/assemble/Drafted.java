package dev.logtrail.job.assemble;

import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.TrailSegment;
import dev.logtrail.store.TrailWrite;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** One trail: numbered events for it, and what a store that gets its writes would hold. */
final class Drafted {
  static final String REQUEST = "6f1e5b1c-1c1b-4d3c-9a59-111111111111";

  static final TrailKey KEY =
      TrailKey.request(
          new LogStream("123456789012", "eu-west-1", "/aws/lambda/orders", "2026/11/20/[1]abc"),
          REQUEST,
          1);

  static final long BEGIN = 1_795_046_400_000L;

  private final Map<Integer, TrailSegment> segments = new TreeMap<>();
  private TrailRow row;

  /** The n-th event: the higher the number, the later. */
  static TrailEvent event(int n, String message) {
    LogEvent event = new LogEvent("%056d".formatted(n), BEGIN + n, message);
    return new TrailEvent(event, Basis.MARKERS, false, Source.SUBSCRIPTION);
  }

  /** An event that names the request itself, as the platform's lines do. */
  static TrailEvent marker(int n, String message) {
    TrailEvent event = event(n, message);
    return new TrailEvent(event.event(), Basis.REQUEST_ID, false, Source.SUBSCRIPTION);
  }

  /** Events from one number to before another. */
  static List<TrailEvent> events(int from, int to) {
    return IntStream.range(from, to).mapToObj(n -> event(n, "line " + n)).toList();
  }

  /** Stores a write as a database does. */
  void store(TrailWrite write) {
    row = write.row();
    write.segments().forEach(segment -> segments.put(segment.segNo(), segment));
    write.removedSegments().forEach(segments::remove);
  }

  StoredTrail stored() {
    return new StoredTrail(row, List.copyOf(segments.values()));
  }
}
