package dev.logtrail.structured.convention;

import dev.logtrail.line.Levels;
import dev.logtrail.trail.Level;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What a logger's level values mean. Its own words come before the common ones; a number between
 * two of the scale means the lower one; {@code INFO+2} is a number too.
 */
public final class LevelScale {
  /** The common words, no numbers. */
  static final LevelScale COMMON = new LevelScale(Map.of(), new TreeMap<>());

  private final Map<String, Level> words;
  private final NavigableMap<Long, Level> numbers;

  /** {@code words} in upper case. */
  LevelScale(Map<String, Level> words, NavigableMap<Long, Level> numbers) {
    this.words = Map.copyOf(words);
    this.numbers = numbers;
  }

  /** The level that {@code value} means, or null if it means none. */
  public Level of(Object value) {
    if (value instanceof String word) {
      return word(word.strip());
    }
    return value instanceof Number number ? number(number.longValue()) : null;
  }

  /**
   * Whether the level holds everything that {@code value} holds, so that the value need not be
   * kept.
   */
  public boolean isExact(Object value) {
    if (value instanceof Number number) {
      return number.doubleValue() == number.longValue() && numbers.containsKey(number.longValue());
    }
    return value instanceof String word
        && !endsInDigit(word)
        && (Levels.of(word) != null
            || !words.isEmpty() && words.containsKey(word.toUpperCase(Locale.ROOT)));
  }

  private Level word(String word) {
    Level own = words.isEmpty() ? null : words.get(word.toUpperCase(Locale.ROOT));
    if (own != null) {
      return own;
    }
    Level common = Levels.of(word);
    return common != null || numbers.isEmpty() || word.isEmpty() ? common : numbered(word);
  }

  /** {@code 30} or {@code INFO+2}. */
  private Level numbered(String word) {
    int digits = word.length();
    while (digits > 0 && isDigit(word.charAt(digits - 1))) {
      digits--;
    }
    if (digits == word.length() || word.length() - digits > 9) {
      return null;
    }
    long number = Long.parseLong(word, digits, word.length(), 10);
    if (digits == 0) {
      return number(number);
    }
    char sign = word.charAt(digits - 1);
    Level base = sign == '+' || sign == '-' ? word(word.substring(0, digits - 1)) : null;
    for (Map.Entry<Long, Level> step : numbers.entrySet()) {
      if (step.getValue() == base) {
        return number(step.getKey() + (sign == '-' ? -number : number));
      }
    }
    return null;
  }

  /** {@code Level 25} lies above INFO: the value stays a field. */
  private static boolean endsInDigit(String word) {
    return !word.isEmpty() && isDigit(word.charAt(word.length() - 1));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private Level number(long number) {
    if (numbers.isEmpty()) {
      return null;
    }
    Map.Entry<Long, Level> step = numbers.floorEntry(number);
    return step == null ? numbers.firstEntry().getValue() : step.getValue();
  }
}
