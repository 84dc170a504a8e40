package dev.logtrail.payload.carrier.text;

/** Lines of {@code sam local}: its own are left out, the function's are those of one stream. */
final class SamLocalLines implements LineReader {
  private final OpenEvent event;
  private final BareLines bare;
  private boolean summary;

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
    if (own) {
      event.leaveOut();
    } else {
      bare.line(line);
    }
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
