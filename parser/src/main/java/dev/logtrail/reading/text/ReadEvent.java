package dev.logtrail.reading.text;

import dev.logtrail.line.LineFacts;
import dev.logtrail.line.LineKind;
import dev.logtrail.line.LineScanner;
import dev.logtrail.line.RequestIds;
import dev.logtrail.line.RuntimePrefix;
import dev.logtrail.text.TerminalCodes;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.TrailEvent;

/**
 * An event on its way to an entry.
 *
 * @param event the event, or a line known only from a log result (basis {@code log_result}, no
 *     time, no id)
 * @param facts what its message says for itself
 * @param prefix the columns its runtime put before the text, or null
 * @param text the message as people read it: {@code \r} is a line break, nothing trails, colours
 *     are gone
 */
public record ReadEvent(TrailEvent event, LineFacts facts, RuntimePrefix prefix, String text) {
  public static ReadEvent of(TrailEvent event) {
    String message = event.event().message();
    LineFacts facts = LineScanner.scan(message);
    RuntimePrefix prefix = facts.isPlatform() ? null : prefix(event, message);
    return new ReadEvent(event, facts, prefix, normalized(message));
  }

  /** Its columns; a word in the id column that named no request is a thread, a logger. */
  private static RuntimePrefix prefix(TrailEvent event, String message) {
    RuntimePrefix prefix = RuntimePrefix.of(message);
    boolean doubtful =
        prefix != null && prefix.requestId() != null && !RequestIds.isPlain(prefix.requestId());
    return doubtful && event.basis() != Basis.REQUEST_ID ? prefix.withoutId() : prefix;
  }

  public boolean isFromLogResult() {
    return event.basis() == Basis.LOG_RESULT;
  }

  public LogEvent raw() {
    return event.event();
  }

  /** Whether it is output without columns or an id of its own: it may be the rest of a record. */
  public boolean isBare() {
    return prefix == null && facts.kind() == LineKind.OUTPUT && facts.requestId() == null;
  }

  /** Whether a line break stands inside of the message: it was not printed line by line. */
  public boolean hasSeveralLines() {
    int lineBreak = raw().message().indexOf('\n');
    return lineBreak >= 0 && !Scan.isBlankFrom(raw().message(), lineBreak);
  }

  /** Line breaks of every kind become {@code \n}; white space at the end and colours go. */
  public static String normalized(String message) {
    return TerminalCodes.without(printed(message));
  }

  /** The same with its colours. */
  public static String printed(String message) {
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
