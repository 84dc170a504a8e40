package dev.logtrail.reading.text;

import dev.logtrail.trail.Level;
import java.util.Locale;

/**
 * The words that stand for a level in a column of a text line. Fewer than structured loggers use:
 * in free text, {@code HTTP}, {@code FINE} or {@code FAIL} mostly mean themselves.
 */
final class LevelWord {
  private static final int SHORTEST = 3;
  private static final int LONGEST = 11;
  private static final int LONGEST_LOWER = 7;

  private LevelWord() {}

  /** The level that s[from, to) names in capitals, or null. */
  static Level upper(String s, int from, int to) {
    if (to - from < SHORTEST || to - from > LONGEST || !isLetter(s.charAt(from), 'A', 'Z')) {
      return null;
    }
    return of(s.substring(from, to));
  }

  /** The level that a word names, in capitals, lower case or with a capital first; or null. */
  static Level any(String word) {
    if (word.length() < SHORTEST || word.length() > LONGEST || isLetter(word.charAt(0), '0', '9')) {
      return null;
    }
    Level upper = of(word);
    return upper != null || word.length() == SHORTEST ? upper : of(word.toUpperCase(Locale.ROOT));
  }

  /** The end of the capitals at {@code from}. */
  static int capitalsEnd(String s, int from) {
    int i = from;
    while (i < s.length() && isLetter(s.charAt(i), 'A', 'Z')) {
      i++;
    }
    return i;
  }

  /**
   * The start of the text behind a level in small letters, {@code info: text}; 0 if the line does
   * not begin with one.
   */
  static int lowerEnd(String s) {
    int colon = s.indexOf(':');
    boolean word = colon >= SHORTEST && colon <= LONGEST_LOWER && Scan.isAt(s, colon + 1, ' ');
    return word && lower(s, colon + 2) != null ? colon + 2 : 0;
  }

  /** The level of a line whose text begins at {@code textAt}; null if it names none. */
  static Level lower(String s, int textAt) {
    return switch (s.substring(0, textAt - 2)) {
      case "trce", "silly", "trace" -> Level.TRACE;
      case "dbug", "debug", "verbose" -> Level.DEBUG;
      case "info", "http" -> Level.INFO;
      case "warn" -> Level.WARN;
      case "fail", "error" -> Level.ERROR;
      case "crit" -> Level.FATAL;
      default -> null;
    };
  }

  /** The level that a letter names in a column of its own, as glog and semantic_logger write it. */
  static Level letter(char c) {
    return switch (c) {
      case 'T' -> Level.TRACE;
      case 'D' -> Level.DEBUG;
      case 'I' -> Level.INFO;
      case 'W' -> Level.WARN;
      case 'E' -> Level.ERROR;
      case 'F' -> Level.FATAL;
      default -> null;
    };
  }

  private static Level of(String word) {
    return switch (word) {
      case "TRACE", "TRC", "VRB", "FINEST", "FINER" -> Level.TRACE;
      case "DEBUG", "DBG", "VERBOSE", "CONFIG" -> Level.DEBUG;
      case "INFO", "INF", "INFORMATION", "NOTICE", "SUCCESS" -> Level.INFO;
      case "WARN", "WARNING", "WRN" -> Level.WARN;
      case "ERROR", "ERR", "SEVERE" -> Level.ERROR;
      case "FATAL", "FTL", "CRITICAL", "PANIC", "EMERGENCY", "ALERT" -> Level.FATAL;
      default -> null;
    };
  }

  private static boolean isLetter(char c, char from, char to) {
    return c >= from && c <= to;
  }
}
