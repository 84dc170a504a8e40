package dev.logtrail.cli.input;

import dev.logtrail.line.RequestIds;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Requests that only such lines of the platform name as stand inside of other lines: what stood
 * before them was not understood.
 */
final class MissedRequests {
  private static final String REQUEST_ID = " RequestId: ";
  private static final String[] MARKERS = {"START", "END", "REPORT"};
  private static final int MOST_MISSED = 1_000;
  private static final int MOST_FOUND = 200_000;
  private static final int MOST_IN_LINE = 100;
  private static final int MOST_SAID = 3;

  private final Set<String> found = new HashSet<>();
  private final Set<String> missed = new LinkedHashSet<>();

  void note(String message) {
    int at = message.indexOf(REQUEST_ID);
    for (int k = 0; at >= 0 && k < MOST_IN_LINE; k++) {
      for (String marker : MARKERS) {
        int start = at - marker.length();
        if (start >= 0 && message.startsWith(marker, start)) {
          note(message, start, at + REQUEST_ID.length());
        }
      }
      at = message.indexOf(REQUEST_ID, at + 1);
    }
  }

  private void note(String message, int start, int idAt) {
    int end = idAt;
    while (end < message.length() && message.charAt(end) > ' ') {
      end++;
    }
    String id = message.substring(idAt, end);
    if (start == 0) {
      missed.remove(id);
      if (found.size() < MOST_FOUND) {
        found.add(id);
      }
    } else if (RequestIds.isPlain(id)
        && message.charAt(0) != '{'
        && !found.contains(id)
        && found.size() < MOST_FOUND
        && missed.size() < MOST_MISSED) {
      missed.add(id);
    }
  }

  /** Their ids, in the order of the input. */
  Set<String> ids() {
    return missed;
  }

  /** The first of them, and how many more there are. */
  String words() {
    String first = missed.stream().limit(MOST_SAID).collect(Collectors.joining(", "));
    int more = missed.size() - MOST_SAID;
    return more > 0 ? first + " and " + more + " more" : first;
  }
}
