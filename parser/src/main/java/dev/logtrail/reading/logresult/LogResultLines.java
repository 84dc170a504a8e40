package dev.logtrail.reading.logresult;

import dev.logtrail.text.JsonBounds;
import dev.logtrail.trail.Invocation;
import java.util.ArrayList;
import java.util.Arrays;
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
    Markers markers = new Markers(line, requestId);
    int from = 0;
    for (int seam = seam(line, from, markers); seam >= 0; seam = seam(line, from, markers)) {
      add(line.substring(from, seam), lines);
      from = seam;
    }
    add(line.substring(from), lines);
  }

  /** Where the event behind the one that begins at {@code from} begins, or -1. */
  private static int seam(String line, int from, Markers markers) {
    int json = JsonBounds.end(line, from);
    int marker = markers.next(from + 1);
    // A record may quote a marker: that is no seam.
    if (marker >= 0 && marker >= json) {
      return json >= 0 && isFollowed(line, json) ? Math.min(json, marker) : marker;
    }
    return json >= 0 && isFollowed(line, json) ? json : -1;
  }

  private static boolean isFollowed(String line, int at) {
    for (int i = at; i < line.length(); i++) {
      if (!Character.isWhitespace(line.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** The places in a line where a marker of the request stands; asked from left to right. */
  private static final class Markers {
    private final String line;
    private final String[] words;
    private final int[] next;

    Markers(String line, String requestId) {
      this.line = line;
      this.words = Arrays.stream(PLATFORM).map(word -> word + requestId).toArray(String[]::new);
      this.next = new int[words.length];
    }

    /** The first at {@code from} or behind, or -1. */
    int next(int from) {
      int first = -1;
      for (int i = 0; i < words.length; i++) {
        if (next[i] >= 0 && next[i] < from) {
          next[i] = line.indexOf(words[i], from);
        }
        first = next[i] >= 0 && (first < 0 || next[i] < first) ? next[i] : first;
      }
      return first;
    }
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
