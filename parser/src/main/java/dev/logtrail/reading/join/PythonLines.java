package dev.logtrail.reading.join;

import dev.logtrail.reading.exception.ExceptionAnnouncement;
import dev.logtrail.reading.exception.ExceptionHead;
import dev.logtrail.reading.exception.PythonGroup;
import dev.logtrail.reading.exception.PythonTrace;
import dev.logtrail.reading.text.RuntimeWarningLine;
import dev.logtrail.reading.text.Scan;
import dev.logtrail.reading.text.TextLine;
import dev.logtrail.reading.text.TextLines;
import dev.logtrail.trail.Level;

/**
 * Joins Python's tracebacks: from {@code Traceback …}, or the line that announces it, to the line
 * that names the exception, and on over a chain.
 */
final class PythonLines {
  private static final int LONGEST_MESSAGE = 20;

  /** What new runtimes indent with; they do not repeat the exception's name at the end. */
  private static final char NO_BREAK_SPACE = '\u00a0';

  private PythonLines() {}

  /** How many events are one traceback; 1 if none begins here. */
  static int length(FollowingEvents lines) {
    if (isTracebackHead(lines.text(0))) {
      return tracebackEnd(lines, 0);
    }
    int head = announcedTraceback(lines);
    if (head == 0) {
      return isWarningOrImportError(lines.text(0), lines.text(1)) ? 2 : 1;
    }
    int end = tracebackEnd(lines, head);
    return end > head + 1 || isRuntimeError(lines) ? end : 1;
  }

  /** Where the traceback stands that the first line announces; 0 if it announces none. */
  private static int announcedTraceback(FollowingEvents lines) {
    if (isTracebackHead(lines.text(1))) {
      return ExceptionAnnouncement.isLogged(lines.first()) || isOldRuntimeError(lines) ? 1 : 0;
    }
    if (!isRuntimeError(lines)) {
      return 0;
    }
    for (int k = 2; k < LONGEST_MESSAGE && lines.has(k); k++) {
      if (isTracebackHead(lines.text(k))) {
        return k;
      }
    }
    return 0;
  }

  /** {@code [ERROR] Type: message}, whose message may take several lines. */
  private static boolean isRuntimeError(FollowingEvents lines) {
    if (lines.first().prefix() != null || !lines.text(0).contains("[ERROR] ")) {
      return false;
    }
    TextLine line = TextLines.read(lines.text(0));
    return line.level() == Level.ERROR && ExceptionHead.begins(line.message());
  }

  /** {@code 'x': KeyError⏎Traceback …⏎KeyError: 'x'}. */
  private static boolean isOldRuntimeError(FollowingEvents lines) {
    int end = tracebackEnd(lines, 1);
    int last = lines.isEmpty(end - 1) ? end - 2 : end - 1;
    ExceptionHead head = ExceptionHead.only(lines.text(last));
    return head.type() != null && ExceptionAnnouncement.endsWith(lines.text(0), head.type());
  }

  private static boolean isTracebackHead(String line) {
    return line.endsWith(PythonTrace.HEAD)
        && (line.indexOf('\n') < 0 || Scan.lastLine(line).equals(PythonTrace.HEAD));
  }

  /** The end of the traceback whose first line is the k-th. */
  private static int tracebackEnd(FollowingEvents lines, int k) {
    boolean group = lines.text(k).endsWith(PythonTrace.GROUP_HEAD);
    int body = group ? groupEnd(lines, k + 1) : framesEnd(lines, k + 1);
    if (group) {
      return chainEnd(lines, body);
    }
    boolean isRuntimeFormat =
        Scan.isAt(lines.has(k + 1) ? lines.text(k + 1) : "", 0, NO_BREAK_SPACE);
    boolean named =
        !isRuntimeFormat && lines.has(body) && isExceptionLine(lines.text(body), body > k + 1);
    if (!named) {
      return body;
    }
    int end = chainEnd(lines, body + 1);
    return end == body + 1 && lines.isEmpty(end) ? end + 1 : end;
  }

  private static int framesEnd(FollowingEvents lines, int from) {
    int k = from;
    int end = from;
    while (lines.isIndented(k)
        || lines.isEmpty(k)
        || lines.has(k) && PythonTrace.isMarkedFrame(lines.text(k))) {
      k++;
      end = lines.isEmpty(k - 1) ? end : k;
    }
    boolean blankInside = end < k && lines.has(k) && isExceptionLine(lines.text(k), end > from);
    return blankInside ? k : end;
  }

  private static int groupEnd(FollowingEvents lines, int from) {
    int k = from;
    while (lines.has(k) && PythonGroup.margin(lines.text(k)) >= 0) {
      k++;
    }
    return k;
  }

  /** Below frames the name may stand alone; without frames only a certain one will do. */
  private static boolean isExceptionLine(String line, boolean afterFrames) {
    return afterFrames ? ExceptionHead.isOnly(line) : ExceptionHead.begins(line);
  }

  /** Goes on over "During handling …" and "The above exception …", blank lines between or not. */
  private static int chainEnd(FollowingEvents lines, int end) {
    int link = lines.isEmpty(end) ? end + 1 : end;
    if (!lines.has(link) || !PythonTrace.isLink(lines.text(link))) {
      return end;
    }
    int head = lines.isEmpty(link + 1) ? link + 2 : link + 1;
    return lines.has(head) && isTracebackHead(lines.text(head)) ? tracebackEnd(lines, head) : end;
  }

  /** A warning with its source below it, or an old import error with an empty line. */
  private static boolean isWarningOrImportError(String first, String second) {
    return RuntimeWarningLine.isPython(first) && second.startsWith("  ")
        || second.isEmpty() && first.startsWith("Unable to import module '");
  }
}
