package dev.logtrail.attribution;

import dev.logtrail.line.LineFacts;
import dev.logtrail.line.LineKind;
import java.util.List;

/**
 * Says whose each event of a stream is: a pure function of the sorted events. What came in which
 * delivery does not matter, and each answer may change when more events are known.
 */
final class StreamAttributor {
  private StreamAttributor() {}

  /**
   * Attributes events.
   *
   * @param events sorted, without repeats
   * @param context what is known beside them
   */
  static Attribution attribute(List<ScannedEvent> events, AttributionContext context) {
    StreamFormat format =
        context.format() == StreamFormat.UNKNOWN ? formatOf(events) : context.format();
    boolean managed =
        context.managed() || isManaged(events) || AttemptFinder.overlap(events, format);
    Requests requests = new Requests(events, format, managed, context);
    Sweep sweep = new Sweep(events, requests, context, managed);
    List<Assignment> assignments = sweep.run();
    return new Attribution(
        events,
        assignments,
        requests.inOrder(),
        requests.ids(),
        sweep.unresolved(),
        format,
        managed);
  }

  /** The first marker decides. */
  static StreamFormat formatOf(List<ScannedEvent> events) {
    for (ScannedEvent event : events) {
      LineFacts facts = event.facts();
      if (facts.isMarker() || facts.kind() == LineKind.INIT_START) {
        return facts.json() ? StreamFormat.JSON : StreamFormat.TEXT;
      }
    }
    return StreamFormat.UNKNOWN;
  }

  private static boolean isManaged(List<ScannedEvent> events) {
    for (ScannedEvent event : events) {
      if (event.facts().concurrent()) {
        return true;
      }
    }
    return false;
  }
}
