package dev.logtrail.reading.entry;

import dev.logtrail.line.RuntimePrefix;
import dev.logtrail.reading.exception.ExceptionHead;
import dev.logtrail.reading.exception.ExceptionText;
import dev.logtrail.reading.exception.PythonTrace;
import dev.logtrail.reading.text.TextLine;
import dev.logtrail.reading.text.TextLines;
import dev.logtrail.trail.ExceptionInfo;
import dev.logtrail.trail.Level;
import java.util.List;

/**
 * A text line as an entry shows it: its columns, and the exception in it.
 *
 * @param line level, logger, text and fields; the runtime's own columns decide before the text's
 * @param exception the exception, or null
 */
record TextEntry(TextLine line, ExceptionInfo exception) {
  private static final char NO_BREAK_SPACE = '\u00a0';

  /**
   * A text without its columns.
   *
   * @param body what stands behind the runtime's columns
   * @param prefix the runtime's columns, or null
   */
  static TextLine columns(String body, RuntimePrefix prefix) {
    return prefix == null ? TextLines.read(body) : prefixed(body, prefix);
  }

  /** Reads the exception in a line without its columns, and the level that it implies. */
  static TextEntry of(TextLine line) {
    String message = spaced(line.message());
    ExceptionInfo exception = ExceptionText.read(message);
    if (exception == null && line.level() == Level.ERROR && message.startsWith("Runtime.")) {
      exception = ExceptionHead.only(message).with(List.of(), List.of());
    }
    boolean implied = line.level() == null && exception != null && !exception.frames().isEmpty();
    Level level = implied ? Level.ERROR : line.level();
    boolean same = level == line.level() && message.equals(line.message());
    return new TextEntry(
        same ? line : new TextLine(level, line.logger(), message, line.fields(), line.origin()),
        exception);
  }

  private static TextLine prefixed(String body, RuntimePrefix prefix) {
    TextLine line = TextLines.behindPrefix(body);
    Level level = prefix.level() == null ? line.level() : prefix.level();
    return new TextLine(
        level,
        prefix.logger() == null ? line.logger() : prefix.logger(),
        line.message(),
        line.fields(),
        line.origin());
  }

  /** Python's runtime indents its tracebacks with no-break spaces: people read spaces. */
  private static String spaced(String text) {
    int at = text.indexOf(NO_BREAK_SPACE);
    boolean indents = at > 0 && text.charAt(at - 1) == '\n' && text.contains(PythonTrace.HEAD);
    if (!indents) {
      return text;
    }
    StringBuilder spaced = new StringBuilder(text);
    for (int i = at; i < spaced.length(); i++) {
      char before = spaced.charAt(i - 1);
      if (spaced.charAt(i) == NO_BREAK_SPACE && (before == '\n' || before == ' ')) {
        spaced.setCharAt(i, ' ');
      }
    }
    return spaced.toString();
  }
}
