package dev.logtrail.reading.text;

import dev.logtrail.trail.Level;
import dev.logtrail.trail.Origin;
import java.util.Map;

/**
 * A text line, its logger's columns (time, level, thread, logger) apart from its text.
 *
 * @param level the level it names, or null
 * @param logger the logger it names, or null
 * @param message its text, the columns cut off
 * @param fields what else the columns hold, such as {@code thread}
 * @param origin who wrote it
 */
public record TextLine(
    Level level, String logger, String message, Map<String, Object> fields, Origin origin) {

  public TextLine(Level level, String logger, String message, Map<String, Object> fields) {
    this(level, logger, message, fields, Origin.FUNCTION);
  }

  public TextLine(Level level, String logger, String message) {
    this(level, logger, message, Map.of(), Origin.FUNCTION);
  }

  /** A line without columns. */
  static TextLine plain(String text) {
    return new TextLine(null, null, text);
  }

  /** Reads a line of which no runtime's prefix tells anything. Decided by its first characters. */
  public static TextLine read(String text) {
    if (text.isEmpty()) {
      return plain(text);
    }
    char c = text.charAt(0);
    TextLine line = null;
    if (c == '[') {
      line = BracketLine.read(text);
    } else if (c >= '0' && c <= '9') {
      line = DatedLine.read(text);
    } else if (c >= 'A' && c <= 'Z') {
      line = CapitalLine.read(text);
    } else if (c >= 'a' && c <= 'z') {
      line = SmallLine.read(text);
    } else if (c == ' ') {
      line = RustLine.padded(text);
    } else if (text.startsWith("(node:") || c == '/' && isPythonWarning(text)) {
      line = new TextLine(Level.WARN, null, text);
    }
    return line == null ? plain(text) : line;
  }

  /** Reads the text behind a runtime's prefix: only what tracing agents put there is a column. */
  public static TextLine behindPrefix(String text) {
    TextLine line = text.startsWith("[dd.") ? BracketLine.read(text) : null;
    return line == null ? plain(text) : line;
  }

  /** Whether a text is {@code path:12: DeprecationWarning: …}; the source stands below it. */
  public static boolean isPythonWarning(String text) {
    int at = text.startsWith("/") ? text.indexOf("Warning: ") : -1;
    int colon = at < 0 ? -1 : text.lastIndexOf(": ", at);
    return colon > 0 && Scan.isDigit(text, colon - 1);
  }
}
