package dev.logtrail.line;

import dev.logtrail.trail.Level;
import java.util.Locale;
import java.util.Map;

/** The words that runtimes and loggers use for levels. */
public final class Levels {
  private static final int LONGEST = 12;
  private static final String NUMBERED = "Level ";
  private static final Map<String, Level> WORDS =
      Map.ofEntries(
          Map.entry("TRACE", Level.TRACE),
          Map.entry("TRCE", Level.TRACE),
          Map.entry("SILLY", Level.TRACE),
          Map.entry("FINEST", Level.TRACE),
          Map.entry("FINER", Level.TRACE),
          Map.entry("DEBUG", Level.DEBUG),
          Map.entry("DBUG", Level.DEBUG),
          Map.entry("DBG", Level.DEBUG),
          Map.entry("FINE", Level.DEBUG),
          Map.entry("VERBOSE", Level.DEBUG),
          Map.entry("INFO", Level.INFO),
          Map.entry("INF", Level.INFO),
          Map.entry("INFORMATION", Level.INFO),
          Map.entry("NOTICE", Level.INFO),
          Map.entry("HTTP", Level.INFO),
          Map.entry("WARN", Level.WARN),
          Map.entry("WARNING", Level.WARN),
          Map.entry("WRN", Level.WARN),
          Map.entry("ERROR", Level.ERROR),
          Map.entry("ERR", Level.ERROR),
          Map.entry("EROR", Level.ERROR),
          Map.entry("FAIL", Level.ERROR),
          Map.entry("SEVERE", Level.ERROR),
          Map.entry("FATAL", Level.FATAL),
          Map.entry("CRITICAL", Level.FATAL),
          Map.entry("CRIT", Level.FATAL),
          Map.entry("EMERG", Level.FATAL),
          Map.entry("PANIC", Level.FATAL),
          Map.entry("DPANIC", Level.FATAL));

  private Levels() {}

  /** The level a word names, in any case; null if it names none. */
  public static Level of(String word) {
    return of(word, 0, word.length());
  }

  static Level of(String s, int from, int to) {
    if (to <= from || to - from > LONGEST) {
      return null;
    }
    Level exact = WORDS.get(s.substring(from, to));
    if (exact != null) {
      return exact;
    }
    if (s.startsWith(NUMBERED, from) && to > from + NUMBERED.length()) {
      return numbered(s, from + NUMBERED.length(), to);
    }
    return WORDS.get(s.substring(from, to).trim().toUpperCase(Locale.ROOT));
  }

  /** Python's name for a level that has none: the next lower one that has. */
  private static Level numbered(String s, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      if (!Text.isDigit(s, i)) {
        return null;
      }
      number = number * 10 + s.charAt(i) - '0';
    }
    Level[] tens = {Level.TRACE, Level.DEBUG, Level.INFO, Level.WARN, Level.ERROR, Level.FATAL};
    return tens[Math.min(number / 10, tens.length - 1)];
  }
}
