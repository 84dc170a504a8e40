package dev.logtrail.payload.carrier.text;

import java.util.regex.Pattern;

/** Lines of {@code sam local}: its own are left out, the function's are those of one stream. */
final class SamLocalLines implements LineReader {
  private static final Pattern ANSWER =
      Pattern.compile("null|true|false|-?\\d[\\d.]{0,20}|\"[^\"]{0,400}\"");

  private final OpenEvent event;
  private final BareLines bare;
  private boolean summary;

  /** Whether the last line was a report: what the function returned is printed below. */
  private boolean reported;

  SamLocalLines(OpenEvent event) {
    this.event = event;
    this.bare = new BareLines(event);
  }

  @Override
  public void line(String line) {
    boolean own = ToolLines.isSam(line) || summary && isOfSummary(line);
    summary =
        own
            && (summary
                || line.startsWith("Durable execution")
                || line.startsWith("Execution Summary"));
    if (own || reported && isAnswer(line)) {
      event.leaveOut();
    } else {
      bare.line(line);
      reported =
          line.isBlank()
              ? reported
              : ReportLines.isReport(line) || reported && line.startsWith("XRAY ");
    }
  }

  private static boolean isAnswer(String line) {
    return ANSWER.matcher(line).matches() || Records.isWhole(line) && !Records.isPlatform(line);
  }

  /** The table about a durable execution. */
  private static boolean isOfSummary(String line) {
    return line.startsWith("====")
        || line.startsWith("ARN: ")
        || line.startsWith("Status: ")
        || line.startsWith("Duration: ")
        || line.startsWith("Result: ")
        || line.startsWith("Input: ");
  }
}
