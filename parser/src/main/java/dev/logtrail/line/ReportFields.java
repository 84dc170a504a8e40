package dev.logtrail.line;

import dev.logtrail.trail.Report;

/**
 * Reads the named fields of REPORT, INIT_REPORT and RESTORE_REPORT lines: by name, in any order,
 * between tabs, spaces (console copies) or line breaks.
 */
final class ReportFields {
  // Longest names first: "Duration: " ends four of them.
  private static final String[] NAMES = {
    "Billed Restore Duration: ",
    "Billed Duration: ",
    "Restore Duration: ",
    "Init Duration: ",
    "Duration: ",
    "Memory Size: ",
    "Max Memory Used: ",
    "Status: ",
    "Error Type: ",
    "Phase: ",
    "XRAY TraceId: ",
    "SegmentId: ",
    "Sampled: "
  };
  private final String[] values = new String[NAMES.length];
  private int found;

  /** Reads from {@code from} to the end; what is no known field is skipped word by word. */
  static ReportFields read(String s, int from) {
    ReportFields fields = new ReportFields();
    int i = Text.skipSeparators(s, from);
    while (i < s.length()) {
      int name = nameAt(s, i);
      int valueAt = name < 0 ? i : i + NAMES[name].length();
      int end = Text.wordEnd(s, valueAt);
      if (name >= 0 && fields.values[name] == null && end > valueAt) {
        fields.values[name] = s.substring(valueAt, end);
        fields.found++;
      }
      i = Text.skipSeparators(s, end);
    }
    return fields;
  }

  private static int nameAt(String s, int i) {
    for (int n = 0; n < NAMES.length; n++) {
      if (s.startsWith(NAMES[n], i)) {
        return n;
      }
    }
    return -1;
  }

  boolean isEmpty() {
    return found == 0;
  }

  String phase() {
    return values[9];
  }

  String traceId() {
    return values[10];
  }

  Report report() {
    return new Report(
        number(4), whole(1), size(5), size(6), number(3), number(2), whole(0), values[7],
        values[8]);
  }

  private Double number(int field) {
    try {
      return values[field] == null ? null : Double.valueOf(values[field]);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private Long whole(int field) {
    Double number = number(field);
    return number == null ? null : Long.valueOf((long) Math.ceil(number));
  }

  private Integer size(int field) {
    Double number = number(field);
    return number == null ? null : Integer.valueOf(number.intValue());
  }
}
