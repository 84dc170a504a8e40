package dev.logtrail.reading.text;

import dev.logtrail.trail.Level;
import java.util.Map;

/**
 * A line of Nest's console logger: {@code [Nest] 10 - 04/25/2024, 7:53:14 AM ERROR
 * [ExceptionHandler] text}. Its level LOG is INFO.
 */
final class NestLine {
  private static final String BEGIN = "[Nest] ";
  private static final int LONGEST_HEAD = 80;

  private NestLine() {}

  /** The line, or null if it is none of Nest's. */
  static TextLine read(String s) {
    int pidEnd = s.startsWith(BEGIN) ? Scan.digitsEnd(s, BEGIN.length()) : 0;
    int dash = pidEnd > BEGIN.length() ? Scan.skipSpaces(s, pidEnd) : 0;
    if (dash == 0 || !s.startsWith("- ", dash)) {
      return null;
    }
    int last = Math.min(s.length(), LONGEST_HEAD);
    for (int at = Scan.skipSpaces(s, dash + 1); at < last; at = Scan.skipSpaces(s, at)) {
      int end = Scan.wordEnd(s, at);
      Level level = s.startsWith("LOG ", at) ? Level.INFO : LevelWord.upper(s, at, end);
      if (level != null) {
        return line(s, level, s.substring(BEGIN.length(), pidEnd), Scan.skipSpaces(s, end));
      }
      if (end == at) {
        return null;
      }
      at = end;
    }
    return null;
  }

  private static TextLine line(String s, Level level, String pid, int at) {
    int close = Scan.isAt(s, at, '[') ? s.indexOf("] ", at) : -1;
    boolean named = close > 0 && close - at < LONGEST_HEAD;
    return new TextLine(
        level,
        named ? s.substring(at + 1, close) : null,
        s.substring(named ? close + 2 : at),
        Map.of("pid", pid));
  }
}
