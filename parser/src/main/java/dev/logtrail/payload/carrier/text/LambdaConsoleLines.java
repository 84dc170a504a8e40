package dev.logtrail.payload.carrier.text;

import java.util.Locale;

/**
 * The page of a test in the Lambda console: only what stands under the log's heading is the log.
 */
final class LambdaConsoleLines implements LineReader {
  private final OpenEvent event;
  private final BareLines bare;
  private boolean log;

  LambdaConsoleLines(OpenEvent event) {
    this.event = event;
    this.bare = new BareLines(event);
  }

  /** Whether the log stands under this line. */
  static boolean isHeading(String line) {
    return is(line, "function logs") || is(line, "log output");
  }

  private static boolean is(String line, String heading) {
    String text = line.length() > 40 ? "" : line.strip().toLowerCase(Locale.ROOT);
    return text.equals(heading) || text.equals(heading + ":");
  }

  @Override
  public void line(String line) {
    if (isHeading(line)) {
      event.close();
      log = true;
    } else if (log && (is(line, "request id") || line.startsWith("Request ID: "))) {
      event.close();
      log = false;
    } else if (log && !line.startsWith("The area below shows the last 4 KB of the execution log")) {
      bare.line(line);
      return;
    }
    if (!line.isBlank()) {
      event.leaveOut();
    }
  }
}
