package dev.logtrail.reading.logresult;

import dev.logtrail.trail.Invocation;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a log result. It joins events by their own line breaks, so an event that has none is
 * glued to the next: {@code Traceback (most recent call last):END RequestId: …}. Such seams are cut
 * again.
 */
final class LogResultLines {
  private static final String[] PLATFORM = {
    "START RequestId: ", "END RequestId: ", "REPORT RequestId: "
  };

  private LogResultLines() {}

  /** The lines, right-trimmed, empty ones left out. */
  static List<String> of(Invocation invocation) {
    List<String> lines = new ArrayList<>();
    if (invocation.log() == null) {
      return lines;
    }
    for (String line : invocation.log().split("\n")) {
      unglue(line, invocation.requestId(), lines);
    }
    return lines;
  }

  private static void unglue(String line, String requestId, List<String> lines) {
    int seam = seam(line, requestId);
    if (seam < 0) {
      add(line, lines);
      return;
    }
    add(line.substring(0, seam), lines);
    unglue(line.substring(seam), requestId, lines);
  }

  /** Where the next event begins within the line, or -1. */
  private static int seam(String line, String requestId) {
    int seam = JsonObjects.end(line);
    seam = seam < line.length() && !line.substring(Math.max(seam, 0)).isBlank() ? seam : -1;
    for (String word : PLATFORM) {
      int at = line.indexOf(word + requestId, 1);
      boolean outside = seam < 0 || at < seam;
      seam = at > 0 && outside && !isInsideJson(line, at) ? at : seam;
    }
    return seam;
  }

  /** A record may quote a marker: that is no seam. */
  private static boolean isInsideJson(String line, int at) {
    return at < JsonObjects.end(line);
  }

  private static void add(String line, List<String> lines) {
    String text = trimmed(line);
    if (!text.isEmpty()) {
      lines.add(text);
    }
  }

  /** A line without white space at its right end. */
  static String trimmed(String line) {
    return line.stripTrailing();
  }
}
