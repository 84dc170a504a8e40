package dev.logtrail.attribution;

import dev.logtrail.line.IdStrength;
import dev.logtrail.line.LineKind;
import dev.logtrail.trail.Basis;
import java.util.List;

/**
 * Whether a line's own request id can be right where requests overlap: a line that was written
 * before its request started, or names another trace than its request's START, is another's; one
 * that a library wrote behind the request's report may be.
 */
final class ManagedIds {
  /** START may be stamped a little behind the first line. */
  private static final long TOLERANCE_MS = 50;

  private static final long SECOND_MS = 1_000;
  private static final String TRACE_KEY = "xray_trace_id\"";
  private static final int TRACE_CHARS = "1-5759e988-bd862e3fe1be46a994272793".length();

  private ManagedIds() {}

  /** Why the line at {@code i} is in the trail of the request that it names. */
  static Basis basis(List<ScannedEvent> events, int i, Attempt named) {
    ScannedEvent line = events.get(i);
    if (line.facts().kind() != LineKind.OUTPUT || !named.hasStart()) {
      return Basis.REQUEST_ID;
    }
    ScannedEvent start = events.get(named.start);
    boolean disputed =
        isEarlier(line, start)
            || isOfOtherTrace(line, start.facts().traceId())
            || named.report >= 0 && isLibrarys(line) && isLater(line, events.get(named.report));
    return disputed ? Basis.DISPUTED : Basis.REQUEST_ID;
  }

  private static boolean isEarlier(ScannedEvent line, ScannedEvent start) {
    long time = line.event().timestamp();
    long latest = time % SECOND_MS == 0 ? time + SECOND_MS - 1 : time; // it may be cut
    return line.event().hasTime() && latest + TOLERANCE_MS < start.event().timestamp();
  }

  /** Whether a library wrote the id, and not the runtime, which asks who calls it. */
  private static boolean isLibrarys(ScannedEvent line) {
    return line.facts().strength() == IdStrength.WEAK;
  }

  /** Whether the request had ended: the library may have kept its id for whoever called then. */
  private static boolean isLater(ScannedEvent line, ScannedEvent report) {
    return line.event().hasTime()
        && line.event().timestamp() - TOLERANCE_MS > report.event().timestamp();
  }

  /** Of libraries that log the trace, too: they ask the runtime for it at each line. */
  private static boolean isOfOtherTrace(ScannedEvent line, String trace) {
    String message = line.event().message();
    int key = trace == null ? -1 : message.indexOf(TRACE_KEY);
    int at = key < 0 ? -1 : message.indexOf("1-", key);
    boolean near = at > 0 && at - key - TRACE_KEY.length() <= 4;
    int end = at + TRACE_CHARS;
    return near
        && end < message.length()
        && message.charAt(end) == '"'
        && !trace.equals(message.substring(at, end));
  }
}
