package dev.logtrail.redact;

import java.util.Map;
import java.util.TreeMap;

/** What stands in a text for a secret: {@code [masked:kind]}. */
public final class Masks {
  private static final String BEGIN = "[masked:";
  private static final int LONGEST_NAME = 32;

  private Masks() {}

  /** The mask of a kind. */
  static String of(String kind) {
    return BEGIN + kind + "]";
  }

  /** Whether a text may hold masks. */
  static boolean isIn(String text) {
    return text.contains(BEGIN);
  }

  /** Where the next mask begins from an index on; -1 if there is none. */
  static int next(String text, int from) {
    for (int i = text.indexOf(BEGIN, from); i >= 0; i = text.indexOf(BEGIN, i + 1)) {
      if (end(text, i) > 0) {
        return i;
      }
    }
    return -1;
  }

  /** Where the mask that may begin at an index ends; 0 if none begins there. */
  static int end(String text, int begin) {
    int name = begin + BEGIN.length();
    for (int i = name; i < text.length() && i <= name + LONGEST_NAME; i++) {
      char c = text.charAt(i);
      if (c == ']') {
        return i > name ? i + 1 : 0;
      }
      if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '-')) {
        return 0;
      }
    }
    return 0;
  }

  /**
   * Adds how often each kind is masked in a text.
   *
   * @param into null until there is one
   * @return {@code into}, or a new map if the first was found
   */
  public static Map<String, Integer> count(String text, Map<String, Integer> into) {
    Map<String, Integer> counts = into;
    for (int i = next(text, 0); i >= 0; i = next(text, end(text, i))) {
      if (counts == null) {
        counts = new TreeMap<>();
      }
      counts.merge(text.substring(i + BEGIN.length(), end(text, i) - 1), 1, Integer::sum);
    }
    return counts;
  }
}
