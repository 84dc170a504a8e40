package dev.logtrail.reading.join;

import dev.logtrail.reading.exception.GoPanic;
import dev.logtrail.reading.exception.RustPanic;
import dev.logtrail.reading.text.Scan;

/** Joins what Go and Rust print when they panic, line by line on stderr. */
final class PanicLines {
  private static final int LONGEST_MESSAGE = 20;

  private PanicLines() {}

  /** How many events are one panic; 1 if none begins here. */
  static int length(FollowingEvents lines) {
    String first = lines.text(0);
    if (GoPanic.begins(first)) {
      return goEnd(lines);
    }
    return RustPanic.begins(first) ? rustEnd(lines) : 1;
  }

  private static int goEnd(FollowingEvents lines) {
    int k = 1;
    while (k < LONGEST_MESSAGE && lines.has(k) && !GoPanic.isGoroutine(lines.text(k))) {
      k++;
    }
    if (k == LONGEST_MESSAGE || !lines.has(k)) {
      return 1;
    }
    int end = k + 1;
    while (isGoDumpLine(lines, end)) {
      end++;
    }
    return lines.has(end) && lines.text(end).startsWith("exit status ") ? end + 1 : end;
  }

  /** Calls stand unindented, each with its place indented below it. */
  private static boolean isGoDumpLine(FollowingEvents lines, int k) {
    if (!lines.has(k)) {
      return false;
    }
    if (lines.isEmpty(k)) {
      return lines.has(k + 1) && isGoDumpStart(lines.text(k + 1));
    }
    return Scan.isIndented(lines.text(k))
        || GoPanic.isGoroutine(lines.text(k))
        || lines.isIndented(k + 1)
        || lines.text(k).startsWith("...additional frames elided...");
  }

  private static boolean isGoDumpStart(String line) {
    return GoPanic.isGoroutine(line)
        || line.startsWith("exit status ")
        || line.startsWith("goroutine ");
  }

  private static int rustEnd(FollowingEvents lines) {
    int end = lines.text(0).endsWith(":") && lines.has(1) ? 2 : 1;
    int k = end;
    while (k < LONGEST_MESSAGE && lines.has(k) && !RustPanic.isBehindMessage(lines.text(k))) {
      k++;
    }
    if (k == LONGEST_MESSAGE || !lines.has(k)) {
      return end;
    }
    while (isRustBacktrace(lines, k)) {
      k++;
    }
    return k;
  }

  private static boolean isRustBacktrace(FollowingEvents lines, int k) {
    return lines.has(k)
        && (RustPanic.isBehindMessage(lines.text(k)) || Scan.isIndented(lines.text(k)));
  }
}
