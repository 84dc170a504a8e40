package dev.logtrail.reading.text;

import dev.logtrail.trail.Level;
import dev.logtrail.trail.Origin;
import java.util.Map;

/**
 * A text line, its logger's columns (time, level, thread, logger) apart from its text.
 *
 * @param level the level it names, or null
 * @param logger the logger it names, or null
 * @param message its text, the columns cut off; not null
 * @param fields what else the columns hold, such as {@code thread}; not null
 * @param origin who wrote it; not null
 */
public record TextLine(
    Level level, String logger, String message, Map<String, Object> fields, Origin origin) {

  /** A line that the function wrote. */
  public TextLine(Level level, String logger, String message, Map<String, Object> fields) {
    this(level, logger, message, fields, Origin.FUNCTION);
  }

  /** A line that the function wrote, of which nothing else is known. */
  public TextLine(Level level, String logger, String message) {
    this(level, logger, message, Map.of(), Origin.FUNCTION);
  }

  /** A line without columns. */
  static TextLine plain(String text) {
    return new TextLine(null, null, text);
  }
}
