package dev.logtrail.reading.entry;

import dev.logtrail.line.RuntimePrefix;
import dev.logtrail.reading.exception.RuntimeErrorReport;
import dev.logtrail.text.UuidText;

/**
 * Text before a runtime's own report of an error, in the same event: a line that the function left
 * open on standard output, or Python's {@code LAMBDA_WARNING: …\r}. The report decides what the
 * event says.
 */
final class LeadingText {
  private static final String LEVEL = "\tERROR\t";
  private static final String BREF = "\tInvoke Error\t{\"";
  private static final int TIME = "2026-11-28T14:28:53.186Z".length();

  private LeadingText() {}

  /** Where the report begins; 0 if the text is none, or nothing else stands before it. */
  static int end(String text, RuntimePrefix prefix) {
    int body = prefix == null ? 0 : prefix.textAt();
    if (text.startsWith("LAMBDA_WARNING: ", body)) {
      return behindWarning(text, body);
    }
    if (prefix != null || !text.endsWith("}")) {
      return 0;
    }
    int bref = text.indexOf(BREF);
    if (bref > UuidText.LENGTH && UuidText.isAt(text, bref - UuidText.LENGTH)) {
      return bref - UuidText.LENGTH;
    }
    int level = text.indexOf(LEVEL);
    int id = level <= TIME ? -1 : text.lastIndexOf('\t', level - 1);
    int from = id - TIME;
    boolean report =
        from > 0
            && text.indexOf("{\"", level) > 0
            && RuntimeErrorReport.isNodes(text.substring(level + LEVEL.length()))
            && RuntimePrefix.of(text.substring(from)) != null;
    return report ? from : 0;
  }

  private static int behindWarning(String text, int body) {
    int from = text.indexOf('\n', body);
    while (from >= 0 && from < text.length() && text.charAt(from) <= ' ') {
      from++;
    }
    return from < 0 || from == text.length() ? 0 : from;
  }
}
