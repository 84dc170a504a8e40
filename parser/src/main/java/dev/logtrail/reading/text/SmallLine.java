package dev.logtrail.reading.text;

import dev.logtrail.trail.Level;

/**
 * Lines that begin with a small letter: a request id, key-value pairs, or a level and a colon
 * ({@code info: text} of winston and of .NET's console).
 */
final class SmallLine {
  private static final int LONGEST_LEVEL = 7;

  private SmallLine() {}

  /** The line without its columns, or null if it has none. */
  static TextLine read(String s) {
    char c = s.charAt(0);
    if (c <= 'f' && Scan.isUuidAt(s, 0)) {
      return TextColumns.read(s, 0);
    }
    if (KeyValueLine.begins(s)) {
      return KeyValueLine.read(s);
    }
    int colon = s.indexOf(':');
    if (colon < 3 || colon > LONGEST_LEVEL || !Scan.isAt(s, colon + 1, ' ')) {
      return null;
    }
    Level level = word(s.substring(0, colon));
    return level == null ? null : category(level, s.substring(colon + 2));
  }

  private static Level word(String word) {
    return switch (word) {
      case "trce", "silly", "trace" -> Level.TRACE;
      case "dbug", "debug", "verbose" -> Level.DEBUG;
      case "info", "http" -> Level.INFO;
      case "warn" -> Level.WARN;
      case "fail", "error" -> Level.ERROR;
      case "crit" -> Level.FATAL;
      default -> null;
    };
  }

  /** .NET's console writes the category with an event id, and the text on the next line. */
  private static TextLine category(Level level, String text) {
    int line = text.indexOf('\n');
    int bracket = line < 0 ? -1 : text.lastIndexOf('[', line);
    boolean category = bracket > 0 && text.charAt(line - 1) == ']' && text.indexOf(' ') > line;
    return category
        ? new TextLine(level, text.substring(0, bracket), text.substring(line + 1).strip())
        : new TextLine(level, null, text);
  }
}
