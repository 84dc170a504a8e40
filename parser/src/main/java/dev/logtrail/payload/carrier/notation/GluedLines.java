package dev.logtrail.payload.carrier.notation;

import dev.logtrail.payload.bytes.Bytes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A log whose line breaks were lost, as a cell of a table or a chat makes one line of it: it is cut
 * where the platform's lines begin and end, and before the columns of the runtimes.
 */
final class GluedLines {
  private static final String ID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
  private static final String MARKER =
      "(?:START|END|REPORT) RequestId: |INIT_START Runtime Version: |INIT_REPORT Init Duration: ";
  private static final Pattern MARKERS =
      Pattern.compile("(?<!\\S)(?:START|END|REPORT) RequestId: ");
  private static final Pattern CUT =
      Pattern.compile(
          "(?<=\\S)\\s+(?="
              + MARKER
              + "|(?<!\\]\\s{1,8})\\d{4}-\\d\\d-\\d\\dT[\\d:.]{12}Z\\s+(?:"
              + ID
              + "|undefined|-)\\s|\\[(?:ERROR|WARNING|INFO|DEBUG|CRITICAL)\\]\\s)|(?<=END"
              + " RequestId: .{36})\\s+|(?<=Version: \\$LATEST)\\s+(?!Runtime)|(?<=Used: \\d{1,6}"
              + " MB|Init Duration: \\d{1,6}\\.\\d\\d ms|Sampled: (?:true|false))\\s+(?!Init"
              + " Duration|Restore|Billed|Status|Error Type|XRAY|Phase|$)");
  private static final int LOOK_BYTES = 64 << 10;

  private GluedLines() {}

  /** Whether every line that names a request holds several lines of the platform. */
  static boolean mayBe(Bytes text) {
    int glued = 0;
    for (String line : text.first(LOOK_BYTES).text().split("\n")) {
      if (!line.contains(" RequestId: ")) {
        continue;
      }
      Matcher markers = MARKERS.matcher(line);
      int count = 0;
      while (markers.find()) {
        count++;
      }
      if (count == 1) {
        return false;
      }
      glued += count;
    }
    return glued > 1;
  }

  /** The log line by line. */
  static String rewritten(String text) {
    return CUT.matcher(text).replaceAll("\n");
  }
}
