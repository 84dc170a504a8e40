package dev.logtrail.reading.text;

import dev.logtrail.trail.Level;
import java.util.Map;

/**
 * Loggers that set their level apart in a way of their own:
 *
 * <pre>
 *   NLog             2026-11-20 10:00:00.1002|WARN|Shop.Orders|text
 *   semantic_logger  2026-11-20 10:00:00.100000 W [8:main orders.rb:12] Shop -- text
 *   Swift            2026-11-20T10:00:00+0000 warning shop: text
 *   glog             W1120 10:00:00.100000       8 main.go:72] text
 *   logrus           WARN[0003] text
 * </pre>
 */
final class OwnLevelLine {
  private static final int LONGEST_PLACE = 120;

  private OwnLevelLine() {}

  /** The line whose time ends at {@code timeEnd}; null if no such logger wrote it. */
  static TextLine behindTime(String s, int timeEnd) {
    if (Scan.isAt(s, timeEnd, '|')) {
      return piped(s, timeEnd + 1);
    }
    if (!Scan.isAt(s, timeEnd, ' ')) {
      return null;
    }
    return Scan.isAt(s, timeEnd + 2, ' ') ? letter(s, timeEnd + 1) : lower(s, timeEnd + 1);
  }

  private static TextLine piped(String s, int levelAt) {
    int levelEnd = s.indexOf('|', levelAt);
    int loggerEnd = levelEnd < 0 ? -1 : s.indexOf('|', levelEnd + 1);
    Level level = loggerEnd < 0 ? null : LevelWord.any(s.substring(levelAt, levelEnd));
    String logger = level == null ? null : s.substring(levelEnd + 1, loggerEnd);
    return level == null || logger.indexOf('\n') >= 0
        ? null
        : new TextLine(level, logger, s.substring(loggerEnd + 1));
  }

  private static TextLine letter(String s, int levelAt) {
    Level level = LevelWord.letter(s.charAt(levelAt));
    int close = Scan.isAt(s, levelAt + 2, '[') ? s.indexOf("] ", levelAt) : -1;
    int dashes = close < 0 || close - levelAt > LONGEST_PLACE ? -1 : s.indexOf(" -- ", close);
    if (level == null || dashes < 0 || Scan.wordEnd(s, close + 2) != dashes) {
      return null;
    }
    String place = s.substring(levelAt + 3, close);
    return new TextLine(
        level, s.substring(close + 2, dashes), s.substring(dashes + 4), Map.of("thread", place));
  }

  /** A label follows the level, and a colon the label. */
  private static TextLine lower(String s, int levelAt) {
    int levelEnd = Scan.wordEnd(s, levelAt);
    boolean small = levelEnd > levelAt && Character.isLowerCase(s.charAt(levelAt));
    Level level = small ? LevelWord.any(s.substring(levelAt, levelEnd)) : null;
    int labelEnd = level == null ? 0 : Scan.wordEnd(s, levelEnd + 1);
    if (level == null || labelEnd <= levelEnd + 2) {
      return null;
    }
    boolean apart = s.startsWith(" : ", labelEnd);
    boolean glued = s.charAt(labelEnd - 1) == ':' && Scan.isAt(s, labelEnd, ' ');
    return apart || glued
        ? new TextLine(
            level,
            s.substring(levelEnd + 1, glued ? labelEnd - 1 : labelEnd),
            s.substring(labelEnd + (apart ? 3 : 1)))
        : null;
  }

  /** Glog's line: a letter, month and day, the time, the thread, {@code file:line]}; or null. */
  static TextLine glog(String s) {
    Level level = Scan.digitsEnd(s, 1) == 5 ? LevelWord.letter(s.charAt(0)) : null;
    int time = level == null ? 6 : TimestampColumn.end(s, 6);
    int close = time > 6 && Scan.isAt(s, time, ' ') ? s.indexOf("] ", time) : -1;
    if (close < 0 || close - time > LONGEST_PLACE) {
      return null;
    }
    int placeAt = s.lastIndexOf(' ', close) + 1;
    String place = s.substring(placeAt, close);
    return place.indexOf(':') < 0
        ? null
        : new TextLine(level, null, s.substring(close + 2), Map.of("caller", place));
  }

  /** Logrus on a terminal, whose level ends at {@code levelEnd}: seconds in brackets; or null. */
  static TextLine counted(String s, Level level, int levelEnd) {
    int digits = Scan.digitsEnd(s, levelEnd + 1);
    boolean seconds = digits > levelEnd + 1 && s.startsWith("] ", digits);
    return seconds ? new TextLine(level, null, s.substring(digits + 2)) : null;
  }
}
