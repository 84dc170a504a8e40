package dev.logtrail.reading.entry;

import dev.logtrail.line.Failures;
import dev.logtrail.line.LineKind;
import dev.logtrail.reading.text.ReadEvent;
import dev.logtrail.reading.text.Scan;

/**
 * The last line of one of the platform's events, where a copy of the log has cut the event at its
 * line breaks: the error type below a failure, X-Ray's line below REPORT.
 */
final class PlatformTail {
  private PlatformTail() {}

  /** Whether an event is such a line, {@code before} being the event before it. */
  static boolean isTail(ReadEvent before, ReadEvent event) {
    if (!before.facts().isPlatform() || !event.isBare()) {
      return false;
    }
    String text = event.text();
    if (before.facts().kind() == LineKind.REPORT) {
      return text.startsWith("XRAY TraceId: ");
    }
    boolean typed =
        before.facts().kind() == LineKind.FAILURE
            || before.text().startsWith("Unknown application error occurred");
    return typed && Failures.isEnvironments(text) && Scan.wordEnd(text, 0) == text.length();
  }
}
