package dev.logtrail.payload.carrier.text;

import java.util.Set;

/**
 * REPORT lines that a copy broke: their fields on lines of their own, or cut at a window's edge.
 */
final class ReportLines {
  private static final int LONGEST = 600;
  private static final Set<String> WORDS =
      Set.of(
          "Duration:",
          "Billed",
          "Init",
          "Restore",
          "Memory",
          "Size:",
          "Max",
          "Used:",
          "XRAY",
          "TraceId:",
          "SegmentId:",
          "Sampled:",
          "Status:",
          "Error",
          "Type:",
          "Phase:",
          "ms",
          "MB",
          "true",
          "false",
          "timeout",
          "error",
          "failure",
          "success",
          "init",
          "invoke");

  private ReportLines() {}

  /** Whether the line begins a report. */
  static boolean isReport(String line) {
    return line.startsWith("REPORT RequestId: ")
        || line.startsWith("INIT_REPORT ")
        || line.startsWith("RESTORE_REPORT ");
  }

  /** Whether every word of the line is of a report, and at least one is a field's name. */
  static boolean continues(String line) {
    if (line.length() > LONGEST) {
      return false;
    }
    boolean named = false;
    for (String word : line.strip().split("[ \t]+")) {
      boolean known = WORDS.contains(word);
      named |= known;
      if (!known && !isValue(word)) {
        return false;
      }
    }
    return named;
  }

  /** What was between the report and this line of it. */
  static String between(String line) {
    return line.startsWith("XRAY") ? "\n" : "\t";
  }

  /** A number, the parts of a trace id, or an error's type. */
  private static boolean isValue(String word) {
    boolean type = word.startsWith("Runtime.") || word.startsWith("Extension.");
    return type
        || word.chars()
            .allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c == '.' || c == '-');
  }
}
