package dev.logtrail.reading.text;

import dev.logtrail.trail.Level;

/**
 * Go's standard logger, {@code 2006/01/02 15:04:05 text}, and slog's default handler, which adds a
 * level.
 */
final class GoLogLine {
  private GoLogLine() {}

  /** Whether a line that begins with a date has Go's: {@code 2006/01/02}. */
  static boolean isDated(String s) {
    return s.charAt(4) == '/';
  }

  /** The line whose time ends at {@code timeEnd}; it needs no level. */
  static TextLine read(String s, int timeEnd) {
    int at = Scan.skipSpaces(s, timeEnd);
    int end = LevelWord.capitalsEnd(s, at);
    Level level = Scan.isAt(s, end, ' ') ? LevelWord.upper(s, at, end) : null;
    return new TextLine(level, null, s.substring(level == null ? at : Scan.skipSpaces(s, end)));
  }
}
