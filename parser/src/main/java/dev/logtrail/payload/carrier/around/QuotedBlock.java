package dev.logtrail.payload.carrier.around;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A log that Markdown marks line by line: indented below a sentence, or each line between ticks,
 * perhaps as an item of a list.
 */
final class QuotedBlock {
  private static final Pattern MARKER =
      Pattern.compile("(?:START|END|REPORT) RequestId: |INIT_START Runtime");
  private static final int FEWEST_BLANKS = 2;

  private String indent = "";
  private boolean ticks;

  private QuotedBlock() {}

  static QuotedBlock of(List<String> first) {
    QuotedBlock found = new QuotedBlock();
    String common = null;
    int marks = 0;
    int ticked = 0;
    for (String line : first) {
      marks += Surroundings.isMark(line) ? 1 : 0;
      ticked += Surroundings.isMark(line) && !line.equals(withoutTicks(line)) ? 1 : 0;
      String blanks = line.substring(0, line.length() - line.stripLeading().length());
      if (MARKER.matcher(line).region(blanks.length(), line.length()).lookingAt()) {
        common = common == null ? blanks : common(common, blanks);
      }
    }
    found.ticks = marks > 0 && ticked == marks;
    boolean sentence = first.stream().anyMatch(l -> !l.isBlank() && l.charAt(0) > ' ');
    boolean indented = common != null && common.length() >= FEWEST_BLANKS && sentence;
    found.indent = indented ? common : "";
    return found;
  }

  private static String common(String a, String b) {
    int i = 0;
    while (i < a.length() && i < b.length() && a.charAt(i) == b.charAt(i)) {
      i++;
    }
    return a.substring(0, i);
  }

  private static String withoutTicks(String line) {
    String text = line.strip();
    int from = 0;
    if (text.length() > 2 && "-*\u2022".indexOf(text.charAt(0)) >= 0 && text.charAt(1) == ' ') {
      from = 2;
    }
    boolean both = text.length() > from + 1 && text.charAt(from) == '`' && text.endsWith("`");
    return both && !text.startsWith("```", from)
        ? text.substring(from + 1, text.length() - 1)
        : line;
  }

  /** What of a line is the log's; null if nothing is. */
  String log(String line) {
    String rest = ticks ? withoutTicks(line) : line;
    if (indent.isEmpty() || rest.isBlank()) {
      return rest;
    }
    return rest.startsWith(indent) ? rest.substring(indent.length()) : null;
  }
}
