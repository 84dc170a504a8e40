package dev.logtrail.reading.join;

import dev.logtrail.reading.text.DotnetConsoleLine;
import dev.logtrail.reading.text.JavaUtilLoggingLine;
import dev.logtrail.reading.text.ReadEvent;
import java.util.List;

/**
 * Finds events that are one record, printed line by line: a traceback, a pretty-printed value, a
 * panic. What merely looks like the first line of one stays alone.
 */
public final class RecordJoiner {
  private RecordJoiner() {}

  /**
   * The end (exclusive) of the record that begins at {@code from}: {@code from + 1} if the event
   * stands alone.
   */
  public static int end(List<ReadEvent> events, int from) {
    ReadEvent first = events.get(from);
    if (from + 1 >= events.size() || first.facts().isPlatform()) {
      return from + 1;
    }
    ReadEvent next = events.get(from + 1);
    if (!next.isBare() || !FollowingEvents.isSameOwner(first, next)) {
      return from + 1;
    }
    return from + length(new FollowingEvents(events, from));
  }

  private static int length(FollowingEvents lines) {
    int length = PythonLines.length(lines);
    if (length == 1) {
      length = PanicLines.length(lines);
    }
    if (length == 1) {
      length = StackLines.length(lines);
    }
    if (length == 1) {
      length = RubyPhpLines.length(lines);
    }
    if (length == 1 && isTwoLineRecord(lines.text(0), lines.text(1))) {
      length = 2;
    }
    return length > 1 ? length : BlockLines.length(lines);
  }

  /** Whether a logger prints each record on two lines, and these are the two of one. */
  private static boolean isTwoLineRecord(String first, String second) {
    return DotnetConsoleLine.isRecord(first, second) || JavaUtilLoggingLine.isRecord(first, second);
  }
}
