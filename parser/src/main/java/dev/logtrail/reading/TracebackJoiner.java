package dev.logtrail.reading;

import dev.logtrail.line.LineKind;
import dev.logtrail.line.RuntimePrefix;
import java.util.List;

/**
 * Finds events that are one record printed line by line: Python's {@code Traceback …} down to the
 * line that names the exception, and frames ({@code at …}, {@code Caused by: …}, {@code ... 12
 * more}) under the line before them.
 */
final class TracebackJoiner {
  private static final String TRACEBACK = "Traceback (most recent call last):";
  private static final int MAX_EVENTS = 1_000;

  /** How far behind a record's end it is decided whether it goes on: the head of a chained one. */
  static final int LOOK_AHEAD = 3;

  private TracebackJoiner() {}

  /**
   * The end (exclusive) of the record that begins at {@code from}: {@code from + 1} if the event
   * stands alone.
   */
  static int end(List<ReadEvent> events, int from) {
    ReadEvent first = events.get(from);
    if (!isPlainOutput(first)) {
      return from + 1;
    }
    boolean headed = lastLine(first.text()).equals(TRACEBACK);
    return headed ? pythonEnd(events, from) : framesEnd(events, from);
  }

  private static int pythonEnd(List<ReadEvent> events, int from) {
    int i = from + 1;
    while (i < limit(events, from) && continues(events, from, i)) {
      boolean indented = isIndented(events.get(i));
      i++;
      if (!indented) {
        return chained(events, i) ? pythonEnd(events, i + 2) : i;
      }
    }
    return i;
  }

  /**
   * Whether "During handling …" or "The above exception …" and another traceback follow, blank
   * lines between.
   */
  private static boolean chained(List<ReadEvent> events, int i) {
    if (i + 2 >= events.size() || !events.get(i).text().isEmpty()) {
      return false;
    }
    String link = events.get(i + 1).text();
    boolean linked =
        link.startsWith("During handling of the above exception")
            || link.startsWith("The above exception");
    return linked && chainedHead(events, i + 2);
  }

  private static boolean chainedHead(List<ReadEvent> events, int i) {
    int head = events.get(i).text().isEmpty() ? i + 1 : i;
    return head < events.size() && events.get(head).text().equals(TRACEBACK);
  }

  private static int framesEnd(List<ReadEvent> events, int from) {
    int i = from + 1;
    boolean any = false;
    while (i < limit(events, from) && continues(events, from, i) && isFrame(events.get(i).text())) {
      any |= events.get(i).text().stripLeading().startsWith("at ");
      i++;
    }
    return any ? i : from + 1;
  }

  private static int limit(List<ReadEvent> events, int from) {
    return Math.min(events.size(), from + MAX_EVENTS);
  }

  /** Joined lines have the same owner for the same reason, and no columns of their own. */
  private static boolean continues(List<ReadEvent> events, int from, int i) {
    return isPlainOutput(events.get(i))
        && events.get(i).event().basis() == events.get(from).event().basis();
  }

  private static boolean isPlainOutput(ReadEvent event) {
    boolean output = event.facts().kind() == LineKind.OUTPUT && event.facts().requestId() == null;
    return output && RuntimePrefix.of(event.raw().message()) == null;
  }

  private static boolean isIndented(ReadEvent event) {
    String raw = event.raw().message();
    return raw.isBlank()
        || raw.charAt(0) == ' '
        || raw.charAt(0) == '\t'
        || raw.charAt(0) == '\u00a0';
  }

  private static boolean isFrame(String text) {
    String line = text.stripLeading();
    boolean indented = !text.isEmpty() && line.length() < text.length();
    return indented && (line.startsWith("at ") || line.startsWith("... "))
        || line.startsWith("Caused by: ");
  }

  private static String lastLine(String text) {
    return text.substring(text.lastIndexOf('\n') + 1);
  }
}
