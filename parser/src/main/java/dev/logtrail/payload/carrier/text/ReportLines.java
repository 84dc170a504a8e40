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

  /** Words of a field's name that others follow. */
  private static final Set<String> CUT_NAMES =
      Set.of("Billed", "Init", "Restore", "Memory", "Max", "Error", "XRAY");

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

  /** Adds the line to the open event if that is a report and the line goes on with it. */
  static boolean add(OpenEvent event, String line) {
    boolean report = event.isOpen() && isReport(event.firstLine());
    boolean more =
        report && (continues(line) || isValue(line.strip()) && endsWithName(event.text()));
    if (more) {
      event.more(between(event.text(), line), line);
    }
    return more;
  }

  private static boolean endsWithName(CharSequence report) {
    int end = report.length();
    while (end > 0 && report.charAt(end - 1) <= ' ') {
      end--;
    }
    return end > 0 && report.charAt(end - 1) == ':';
  }

  /** What was between the report and this line of it: a field's name may be cut, too. */
  private static String between(CharSequence report, String line) {
    if (line.startsWith("XRAY")) {
      return "\n";
    }
    char last = report.charAt(report.length() - 1);
    if (last == ' ' || last == '\t') {
      return "";
    }
    int word = report.length();
    while (word > 0 && report.charAt(word - 1) > ' ') {
      word--;
    }
    boolean unit = line.startsWith("ms") || line.startsWith("MB ") || line.strip().equals("MB");
    boolean cut = CUT_NAMES.contains(report.subSequence(word, report.length()).toString());
    return cut || unit || last == ':' ? " " : "\t";
  }

  /** A number, the parts of a trace id, or an error's type. */
  private static boolean isValue(String word) {
    boolean type = word.startsWith("Runtime.") || word.startsWith("Extension.");
    return type
        || word.chars()
            .allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c == '.' || c == '-');
  }
}
