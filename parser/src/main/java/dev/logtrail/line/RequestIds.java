package dev.logtrail.line;

import dev.logtrail.limit.DeliveryLimits;
import dev.logtrail.text.UuidText;

/**
 * What can be a request's id. A column where an id may stand also holds what means "none", and in
 * lines of other loggers a level, a thread, a file: the text itself has to look like an id to count
 * by itself.
 */
public final class RequestIds {
  /** Ids of Web Functions: base32, {@code NF5U6CMIUAWPER24GXDNDEZSVU}. */
  private static final int BASE32_LENGTH = 26;

  private RequestIds() {}

  /** The id in s[from, to); null for what means "none", and for what is too long to be one. */
  static String read(String s, int from, int to) {
    boolean sized = from < to && to - from <= DeliveryLimits.REQUEST_ID_CHARS;
    return !sized || isNone(s, from, to) ? null : s.substring(from, to);
  }

  /**
   * Whether s[from, to) is how runtimes and loggers write that there is no request: nothing, {@code
   * -} (Node 24), {@code undefined} (Node before), {@code None}, {@code null}, {@code nil}, {@code
   * N/A}.
   */
  static boolean isNone(String s, int from, int to) {
    int length = to - from;
    return switch (length) {
      case 0 -> true;
      case 1 -> s.charAt(from) <= ' ' || s.charAt(from) == '-';
      case 2 -> s.startsWith("--", from) || isBlank(s, from, to);
      case 3 -> isWord(s, from, "n/a") || isWord(s, from, "nil") || isBlank(s, from, to);
      case 4 -> isWord(s, from, "null") || isWord(s, from, "none") || isBlank(s, from, to);
      case 9 -> s.startsWith("undefined", from) || isBlank(s, from, to);
      default -> isBlank(s, from, to);
    };
  }

  private static boolean isWord(String s, int from, String word) {
    return s.regionMatches(true, from, word, 0, word.length());
  }

  private static boolean isBlank(String s, int from, int to) {
    int i = from;
    while (i < to && s.charAt(i) <= ' ') {
      i++;
    }
    return i == to;
  }

  /** Whether a text has the shape of Lambda's ids: a UUID of any variant, or base32. */
  public static boolean isPlain(String id) {
    return id.length() == UuidText.LENGTH ? UuidText.isAt(id, 0) : isBase32(id);
  }

  private static boolean isBase32(String id) {
    if (id.length() != BASE32_LENGTH) {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (!(c >= 'A' && c <= 'Z' || c >= '2' && c <= '7')) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether a word that is no id of Lambda's may be one of an emulator's: it is no level, no time,
   * place or value. Such a one counts only if a marker of its stream names it.
   */
  static boolean mayBe(String s, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = s.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      if (!letter && !(c >= '0' && c <= '9') && c != '-' && c != '_') {
        return false;
      }
    }
    return to > from
        && to - from <= DeliveryLimits.REQUEST_ID_CHARS
        && Levels.of(s, from, to) == null;
  }
}
