package dev.logtrail.reading.text;

import dev.logtrail.trail.Level;
import java.util.Map;

/**
 * A line whose columns are parted by tabs, as Go's zap writes it for people: {@code
 * time→INFO→shop.orders→ shop/main.go:72→text→{"n": 3}}; logger and place may be missing.
 */
final class TabbedLine {
  private static final int LONGEST_NAME = 120;

  private TabbedLine() {}

  /** The line whose time ends at {@code timeEnd}; null if no level follows. */
  static TextLine read(String s, int timeEnd) {
    int levelEnd = s.indexOf('\t', timeEnd + 1);
    Level level = levelEnd < 0 ? null : LevelWord.any(s.substring(timeEnd + 1, levelEnd));
    if (level == null) {
      return null;
    }
    int from = levelEnd + 1;
    int end = s.indexOf('\t', from);
    int behind = end < 0 ? -1 : s.indexOf('\t', end + 1);
    boolean named = behind >= 0 && isPlace(s, end + 1, behind) && isWord(s, from, end);
    String logger = named ? s.substring(from, end) : null;
    if (named) {
      from = end + 1;
      end = behind;
    }
    return end >= 0 && isPlace(s, from, end)
        ? new TextLine(
            level, logger, s.substring(end + 1), Map.of("caller", s.substring(from, end)))
        : new TextLine(level, logger, s.substring(from));
  }

  /** {@code shop/main.go:72}. */
  private static boolean isPlace(String s, int from, int to) {
    int colon = s.lastIndexOf(':', to - 1);
    boolean numbered = colon > from && colon + 1 < to && Scan.digitsEnd(s, colon + 1) == to;
    return numbered && s.lastIndexOf('.', colon) > from && isWord(s, from, to);
  }

  private static boolean isWord(String s, int from, int to) {
    return to > from && to - from <= LONGEST_NAME && Scan.wordEnd(s, from) == to;
  }
}
