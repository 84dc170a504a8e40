package dev.logtrail.reading.join;

import dev.logtrail.reading.exception.ExceptionAnnouncement;
import dev.logtrail.reading.exception.ExceptionHead;
import dev.logtrail.reading.exception.StackTrace;
import dev.logtrail.reading.text.ReadEvent;
import dev.logtrail.reading.text.Scan;

/**
 * Joins the stack traces of Java, Node and .NET: the line that names the exception, or the one that
 * announces it, its frames and its causes.
 */
final class StackLines {
  private static final int LONGEST_MESSAGE = 12;
  private static final int LONGEST_PROPERTIES = 100;

  private StackLines() {}

  /** How many events are one stack trace; 1 if none begins here. */
  static int length(FollowingEvents lines) {
    int frame = firstFrame(lines);
    if (frame == 0) {
      return 1;
    }
    int end = traceEnd(lines, frame);
    return lines.isEmpty(end) && isRuntimeReport(lines) ? end + 1 : end;
  }

  /** The end of the stack trace that begins at the k-th line; {@code k} if none does. */
  static int endBehind(FollowingEvents lines, int k) {
    boolean trace =
        lines.has(k + 1) && ExceptionHead.begins(lines.text(k)) && isFirstFrame(lines.text(k + 1));
    return trace ? traceEnd(lines, k + 1) : k;
  }

  /** Where the first frame stands, if the lines before it are its exception's; else 0. */
  private static int firstFrame(FollowingEvents lines) {
    String first = lines.text(0);
    String second = lines.text(1);
    if (isFirstFrame(second)) {
      return 1;
    }
    if (isNodeSourcePlace(first)) {
      return nodeCrashFirstFrame(lines);
    }
    boolean named = ExceptionHead.begins(first) || first.startsWith("Exception in thread ");
    boolean announced = ExceptionHead.begins(second) && announcesException(lines.first(), second);
    if (!named && !announced) {
      return 0;
    }
    for (int k = 2; k < LONGEST_MESSAGE && lines.has(k); k++) {
      if (isFirstFrame(lines.text(k))) {
        return k;
      }
      if (ExceptionHead.begins(lines.text(k))
          && !announcesException(lines.first(), lines.text(k))) {
        return 0;
      }
    }
    return 0;
  }

  private static boolean isFirstFrame(String line) {
    return StackTrace.isFrame(line) || line.startsWith(" ---> ");
  }

  /** A logger's line, or the runtime's {@code message: Type}. */
  private static boolean announcesException(ReadEvent first, String head) {
    String type = ExceptionHead.only(head).type();
    return ExceptionAnnouncement.endsWith(Scan.lastLine(first.text()), type)
        || ExceptionAnnouncement.isLogged(first);
  }

  private static boolean isRuntimeReport(FollowingEvents lines) {
    return ExceptionHead.begins(lines.text(1)) && !ExceptionAnnouncement.isLogged(lines.first());
  }

  private static int traceEnd(FollowingEvents lines, int frame) {
    int k = frame;
    while (lines.has(k)) {
      if (lines.text(k).endsWith(" {") && StackTrace.isFrame(lines.text(k))) {
        int properties = nodePropertiesEnd(lines, k + 1);
        if (properties > 0) {
          return properties;
        }
      }
      if (StackTrace.isPart(lines.text(k))) {
        k++;
      } else {
        int more = causeMessageEnd(lines, k);
        if (more == k) {
          return k;
        }
        k = more;
      }
    }
    return k;
  }

  /** The message of a cause may take several lines: they go up to its first frame. */
  private static int causeMessageEnd(FollowingEvents lines, int from) {
    String before = lines.text(from - 1).stripLeading();
    boolean cause =
        before.startsWith("Caused by: ")
            || before.startsWith("Suppressed: ")
            || before.startsWith("---> ");
    for (int k = from; cause && k < from + LONGEST_MESSAGE && lines.has(k); k++) {
      if (StackTrace.isFrame(lines.text(k))) {
        return k;
      }
    }
    return from;
  }

  /** Node prints an error's own properties behind its last frame, between braces. */
  private static int nodePropertiesEnd(FollowingEvents lines, int from) {
    for (int k = from; k < from + LONGEST_PROPERTIES && lines.has(k); k++) {
      if (lines.text(k).startsWith("}")) {
        return k + 1;
      }
    }
    return 0;
  }

  /** {@code /var/task/index.js:3}: where Node shows the source of an error nobody caught. */
  private static boolean isNodeSourcePlace(String line) {
    boolean place =
        line.startsWith("/") || line.startsWith("file:///") || line.startsWith("node:internal");
    int colon = place ? line.lastIndexOf(':') : -1;
    return colon > 0
        && colon + 1 < line.length()
        && Scan.digitsEnd(line, colon + 1) == line.length();
  }

  /** The source, carets below it, an empty line, the exception, its frames. */
  private static int nodeCrashFirstFrame(FollowingEvents lines) {
    int k = 1;
    while (k < LONGEST_MESSAGE && lines.has(k) && !lines.text(k).strip().equals("^")) {
      boolean carets = lines.text(k).strip().startsWith("^^");
      if (carets) {
        break;
      }
      k++;
    }
    for (k++; k < LONGEST_MESSAGE && lines.has(k); k++) {
      if (isFirstFrame(lines.text(k))) {
        return k;
      }
    }
    return 0;
  }
}
