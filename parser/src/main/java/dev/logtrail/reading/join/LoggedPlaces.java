package dev.logtrail.reading.join;

import dev.logtrail.reading.text.Scan;
import dev.logtrail.reading.text.TextLine;
import dev.logtrail.reading.text.TextLines;
import dev.logtrail.trail.Level;

/**
 * Joins the places that loggers print below a line: the stack of Go's zap, a function and its place
 * in turns, and what Rust's tracing says for people about where a line and its spans are.
 *
 * <pre>
 *   time→ERROR→main.go:72→text            2026-11-20T10:00:00Z  WARN shop: text
 *   main.pay                                at src/main.rs:3
 *   →/src/main.go:72                        in shop::pay with id: 3
 * </pre>
 */
final class LoggedPlaces {
  private LoggedPlaces() {}

  /** How many events are one line with its places; 1 if none stand below it. */
  static int length(FollowingEvents lines) {
    String first = lines.text(0);
    if (lines.first().prefix() != null) {
      return 1;
    }
    if (isPlace(lines.text(1)) && first.startsWith("  ") && Scan.isDigit(first, 2)) {
      int end = TextLines.read(first).level() == null ? 1 : 2;
      while (end > 1 && lines.has(end) && isPlace(lines.text(end))) {
        end++;
      }
      return end;
    }
    return first.indexOf('\t') > 0 && isCall(lines, 1) && isError(first) ? stackEnd(lines) : 1;
  }

  private static int stackEnd(FollowingEvents lines) {
    int end = 1;
    while (isCall(lines, end)) {
      end += 2;
    }
    return end;
  }

  private static boolean isError(String line) {
    TextLine read = TextLines.read(line);
    return read.level() != null && read.level().atLeast(Level.WARN);
  }

  private static boolean isPlace(String line) {
    return line.startsWith("    at ") || line.startsWith("    in ") || line.startsWith("    with ");
  }

  /** A function of Go's, and its place below it. */
  private static boolean isCall(FollowingEvents lines, int k) {
    return lines.has(k + 1)
        && lines.text(k).indexOf('.') > 0
        && Scan.wordEnd(lines.text(k), 0) == lines.text(k).length()
        && lines.text(k + 1).startsWith("\t")
        && lines.text(k + 1).contains(".go:");
  }
}
