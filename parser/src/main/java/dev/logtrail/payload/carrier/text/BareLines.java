package dev.logtrail.payload.carrier.text;

import dev.logtrail.line.RuntimePrefix;

/**
 * Lines with nothing before them: each is an event, except where what was cut is known: a runtime's
 * own columns begin a record, a report's fields belong together, an open brace of Rust's span waits
 * for its end.
 */
final class BareLines implements LineReader {
  private static final int MOST_SPAN_CHARS = 4_096;
  private static final String SPAN = "invoke{requestId=";

  private final OpenEvent event;
  private String open;
  private boolean columns;
  private boolean report;
  private boolean span;
  private final JsonBalance json = new JsonBalance();

  BareLines(OpenEvent event) {
    this.event = event;
  }

  @Override
  public void line(String line) {
    if (line.isBlank()) {
      event.blank();
    } else if (!event.isOpen() || open == null || !continues(line)) {
      begin(line);
    }
  }

  private void begin(String line) {
    event.begin(line);
    open = line;
    RuntimePrefix prefix = RuntimePrefix.of(line);
    columns = prefix != null && Character.isDigit(line.charAt(0));
    report = ReportLines.isReport(line);
    span = isOpenSpan(line);
    json.restart();
    if (prefix != null) {
      json.add(line, Math.min(prefix.textAt(), line.length()));
    }
  }

  /** Whether the line was added to the open event. */
  private boolean continues(String line) {
    if (report) {
      report = ReportLines.add(event, line);
      return report;
    }
    if (span) {
      return span(line);
    }
    if (json.isOpen() || json.isEmptyRecord() && line.strip().equals("{")) {
      if (Records.isPlatform(line)) {
        return false;
      }
      json.add(line, 0);
      event.more(line);
      return true;
    }
    if (columns && !Records.begin(line)) {
      event.more(line);
      return true;
    }
    return false;
  }

  private static boolean isOpenSpan(CharSequence text) {
    String s = text.toString();
    int at = s.length() > MOST_SPAN_CHARS ? -1 : s.indexOf(SPAN);
    return at >= 0 && (s.indexOf('}', at) < 0 || s.stripTrailing().endsWith("}:"));
  }

  private boolean span(String line) {
    if (Records.begin(line)) {
      span = false;
      return false;
    }
    boolean blankThere = open.endsWith(" ");
    event.more(blankThere ? "" : " ", line);
    open = line;
    span = isOpenSpan(event.text());
    return true;
  }
}
