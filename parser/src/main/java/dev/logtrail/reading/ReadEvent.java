package dev.logtrail.reading;

import dev.logtrail.line.LineFacts;
import dev.logtrail.line.LineScanner;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.TrailEvent;

/**
 * An event on its way to an entry.
 *
 * @param event the event, or a line known only from a log result (basis {@code log_result}, no
 *     time, no id)
 * @param facts what its message says for itself
 * @param text the message as people read it: {@code \r} is a line break, nothing trails
 */
record ReadEvent(TrailEvent event, LineFacts facts, String text) {

  static ReadEvent of(TrailEvent event) {
    String message = event.event().message();
    return new ReadEvent(event, LineScanner.scan(message), normalized(message));
  }

  boolean isFromLogResult() {
    return event.basis() == Basis.LOG_RESULT;
  }

  LogEvent raw() {
    return event.event();
  }

  /** Line breaks of every kind become {@code \n}; white space at the end goes. */
  static String normalized(String message) {
    int end = message.length();
    while (end > 0 && isTrailing(message.charAt(end - 1))) {
      end--;
    }
    String text = message.substring(0, end);
    return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
  }

  private static boolean isTrailing(char c) {
    return c == '\n' || c == '\r' || c == '\t' || c == ' ';
  }
}
