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
 *   logrus, log15    WARN[0003] text
 *   fern, katip      [time][logger][WARN] text
 *   for systemd      &lt;4&gt;Category[3] text
 * </pre>
 */
final class OwnLevelLine {
  private static final int LONGEST_PLACE = 120;

  /** By syslog's numbers. */
  private static final Level[] SYSLOG = {
    Level.FATAL,
    Level.FATAL,
    Level.FATAL,
    Level.ERROR,
    Level.WARN,
    Level.INFO,
    Level.INFO,
    Level.DEBUG
  };

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

  /** Columns in brackets that follow each other, {@code [time][logger][LEVEL] text}; or null. */
  static TextLine glued(String s, String first, int firstClose) {
    Level level = LevelWord.any(first);
    if (s.charAt(firstClose + 1) == ':' && level != null && Scan.isAt(s, firstClose + 2, ' ')) {
      return new TextLine(level, null, s.substring(firstClose + 3));
    }
    if (!Character.isDigit(first.charAt(0))) {
      return null;
    }
    String logger = null;
    int close = firstClose;
    while (Scan.isAt(s, close + 1, '[')) {
      int from = close + 2;
      close = s.indexOf(']', from);
      if (close < 0 || close - from > LONGEST_PLACE) {
        return null;
      }
      String column = s.substring(from, close);
      Level named = LevelWord.any(column);
      boolean name = named == null && logger == null && level == null;
      logger = name && !Scan.isDigit(s, from) ? column : logger;
      level = named == null ? level : named;
    }
    return level == null || !Scan.isAt(s, close + 1, ' ')
        ? null
        : new TextLine(level, logger, s.substring(close + 2));
  }

  /** {@code [LEVEL] time columns - text}; null if no time stands behind the bracket. */
  static TextLine timed(String level, String rest) {
    int time = rest.isEmpty() || !Scan.isDigit(rest, 0) ? 0 : TimestampColumn.end(rest, 0);
    return time > 0 && Scan.isAt(rest, time, ' ')
        ? PatternLayoutLine.read('[' + level + ']' + rest.substring(time), 0)
        : null;
  }

  /** {@code <4>Category[3] text}, as .NET writes for systemd; null if it is none. */
  static TextLine syslog(String s) {
    boolean number = Scan.isDigit(s, 1) && Scan.isAt(s, 2, '>');
    int n = number ? s.charAt(1) - '0' : SYSLOG.length;
    if (n >= SYSLOG.length) {
      return null;
    }
    int end = Scan.wordEnd(s, 3);
    int open = s.lastIndexOf('[', end);
    boolean category = open > 3 && s.charAt(end - 1) == ']';
    return category
        ? new TextLine(SYSLOG[n], s.substring(3, open), s.substring(Math.min(end + 1, s.length())))
        : new TextLine(SYSLOG[n], null, s.substring(3));
  }

  /** {@code WARN text} of consola, {@code WARN[0003] text} of apex; null if it is none. */
  static TextLine indented(String s) {
    int end = LevelWord.capitalsEnd(s, 1);
    Level level = LevelWord.upper(s, 1, end);
    if (level == null) {
      return null;
    }
    return s.startsWith("  ", end)
        ? new TextLine(level, null, s.substring(end + 2))
        : Scan.isAt(s, end, '[') ? counted(s, level, end) : null;
  }

  /** Zap's {@code 1.7951688e+09→warn→text}: a time in seconds, and tabs; null if it is none. */
  static TextLine counted(String s) {
    int tab = s.indexOf('\t');
    boolean number = tab >= 10 && tab <= 24;
    for (int i = 0; number && i < tab; i++) {
      number = Scan.isDigit(s, i) || ".e+".indexOf(s.charAt(i)) >= 0;
    }
    return number ? TabbedLine.read(s, tab) : null;
  }

  /** {@code SLF4J(W): text}, what SLF4J says about itself. */
  static TextLine slf4j(String s) {
    Level level = s.startsWith("): ", 7) ? LevelWord.letter(s.charAt(6)) : null;
    return level == null ? null : new TextLine(level, "SLF4J", s.substring(10));
  }

  /** {@code log4j:WARN text}, what log4j 1 says about itself. */
  static TextLine log4j(String s) {
    int end = LevelWord.capitalsEnd(s, 6);
    Level level = LevelWord.upper(s, 6, end);
    return level == null || !Scan.isAt(s, end, ' ')
        ? null
        : new TextLine(level, "log4j", s.substring(end + 1));
  }

  /** Logrus on a terminal, whose level ends at {@code levelEnd}: seconds in brackets; or null. */
  static TextLine counted(String s, Level level, int levelEnd) {
    int digits = levelEnd + 1;
    while (Scan.isDigit(s, digits)
        || digits < s.length() && "-|:.".indexOf(s.charAt(digits)) >= 0) {
      digits++;
    }
    boolean seconds = digits > levelEnd + 1 && s.startsWith("] ", digits);
    return seconds ? new TextLine(level, null, s.substring(digits + 2)) : null;
  }
}
