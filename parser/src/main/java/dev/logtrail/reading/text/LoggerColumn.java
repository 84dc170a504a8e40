package dev.logtrail.reading.text;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The last column before the text: the logger's name and what parts it from the text, {@code - },
 * {@code -- } or {@code : }.
 *
 * @param name the logger's name, as printed
 * @param pairs key-value pairs that logback prints behind it, mostly none
 * @param textAt where the text begins
 */
record LoggerColumn(String name, Map<String, Object> pairs, int textAt) {
  private static final int LONGEST_NAME = 200;

  /** The column at {@code from}, or null if none stands there. */
  static LoggerColumn at(String s, int from) {
    int end = Scan.wordEnd(s, from);
    int mark = Scan.skipSpaces(s, end);
    if (end == from || mark == end || end - from > LONGEST_NAME || !isName(s, from)) {
      return null;
    }
    Map<String, Object> pairs = new LinkedHashMap<>();
    int text = textAfter(s, mark, pairs);
    return text == 0
        ? null
        : new LoggerColumn(s.substring(from, end), pairs, Math.min(text, s.length()));
  }

  private static int textAfter(String s, int mark, Map<String, Object> pairs) {
    if (s.startsWith("- ", mark) || s.startsWith(": ", mark)) {
      return mark + 2;
    }
    if (s.startsWith("-- ", mark)) {
      return mark + 3;
    }
    boolean last = mark + 1 == s.length() && (s.charAt(mark) == ':' || s.charAt(mark) == '-');
    return last ? mark + 1 : pairs(s, mark, pairs);
  }

  /** Logback's key-value pairs between the dashes: {@code -order="7" paid="no"- text}. */
  private static int pairs(String s, int mark, Map<String, Object> pairs) {
    int close = Scan.isAt(s, mark, '-') ? s.indexOf("- ", mark + 1) : -1;
    if (close < 0) {
      return 0;
    }
    for (String pair : s.substring(mark + 1, close).split(" ")) {
      int equals = pair.indexOf('=');
      if (equals <= 0) {
        return 0;
      }
      pairs.put(pair.substring(0, equals), pair.substring(equals + 1).replace("\"", ""));
    }
    return close + 2;
  }

  /** Spring shortens a long name from the left until it begins with a dot. */
  private static boolean isName(String s, int from) {
    char c = s.charAt(from);
    boolean cut = c == '.' && from + 1 < s.length() && Character.isLetter(s.charAt(from + 1));
    return Character.isLetter(c) || c == '_' || c == '<' || cut;
  }
}
