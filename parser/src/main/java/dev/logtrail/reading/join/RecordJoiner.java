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
    if (!next.isBare() || !FollowingEvents.isSameOwner(first, next) || isWhole(first, next)) {
      return from + 1;
    }
    FollowingEvents lines = new FollowingEvents(events, from);
    return lines.has(1) ? from + length(lines) : from + 1;
  }

  /**
   * Whether an event was written as one: output that goes line by line ends with its first line
   * break. An event of several lines, or one that has no line break where its neighbour has one,
   * was handed to the platform as a whole, and what follows is another record. So was a JSON object
   * on one line.
   */
  private static boolean isWhole(ReadEvent first, ReadEvent next) {
    String message = first.raw().message();
    return first.hasSeveralLines()
        || first.text().startsWith("{\"") && first.text().endsWith("}")
        || message.indexOf('\n') < 0 && next.raw().message().endsWith("\n");
  }

  private static int length(FollowingEvents lines) {
    int length = PythonLines.length(lines);
    if (length == 1) {
      length = PanicLines.length(lines);
    }
    if (length == 1) {
      length = LoggedPlaces.length(lines);
    }
    if (length == 1) {
      length = StackLines.length(lines);
    }
    if (length == 1) {
      length = RubyPhpLines.length(lines);
    }
    if (length == 1 && isTwoLineRecord(lines.text(0), lines.text(1))) {
      boolean thrown = JavaUtilLoggingLine.isRecord(lines.text(0), lines.text(1));
      length = thrown ? StackLines.endBehind(lines, 2) : 2;
    }
    return length > 1 ? length : BlockLines.length(lines);
  }

  /** Whether a logger prints each record on two lines, and these are the two of one. */
  private static boolean isTwoLineRecord(String first, String second) {
    return DotnetConsoleLine.isRecord(first, second) || JavaUtilLoggingLine.isRecord(first, second);
  }
}
