package dev.logtrail.redact.rule;

/** Classes of characters, and where words begin in texts that are escaped. */
final class Chars {
  private Chars() {}

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isWord(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c);
  }

  static boolean isHex(char c) {
    return isDigit(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
  }

  /** Whether no word goes on at an index: the letter of {@code \n} or {@code %3D} is none. */
  static boolean beginsAt(CharSequence text, int i) {
    return i == 0 || !isWord(text.charAt(i - 1)) || afterEscape(text, i) > 0;
  }

  static boolean endsAt(CharSequence text, int i) {
    return i >= text.length() || !isWord(text.charAt(i));
  }

  /** How long the escape is that ends before an index, such as 2 for {@code \n}; 0: none. */
  private static int afterEscape(CharSequence text, int i) {
    if (i >= 2 && isEscape(text, i - 2)) {
      return 2;
    }
    if (i >= 3 && text.charAt(i - 3) == '%' && isHex(text.charAt(i - 2))) {
      return isHex(text.charAt(i - 1)) ? 3 : 0;
    }
    if (i >= 4 && isEscape(text, i - 4) && text.charAt(i - 3) == 'x') {
      return 4;
    }
    return i >= 6 && isEscape(text, i - 6) && text.charAt(i - 5) == 'u' ? 6 : 0;
  }

  /**
   * Where a word that seems to begin at an index does so: behind the letters of an escape.
   *
   * @param start no word character may lie before it, but an escape's backslash
   */
  static int behindEscape(CharSequence text, int start) {
    if (start == 0 || start >= text.length() || !isEscape(text, start - 1)) {
      return start;
    }
    char c = text.charAt(start);
    int letters = c == 'u' ? 5 : c == 'x' ? 3 : 1;
    return Math.min(text.length(), start + letters);
  }

  /** Whether a backslash stands at an index that no other one makes plain. */
  private static boolean isEscape(CharSequence text, int i) {
    int first = i;
    while (first >= 0 && i - first < 8 && text.charAt(first) == '\\') {
      first--;
    }
    return (i - first) % 2 == 1;
  }

  /** Whether a text holds a word in lower or upper case, or with an upper case first letter. */
  static boolean holds(CharSequence text, String lower, String upper) {
    return contains(text, lower) || contains(text, upper);
  }

  /** Whether a word, in any case, stands among the characters before an index. */
  static boolean before(CharSequence text, int i, int reach, String word) {
    for (int at = Math.max(0, i - reach); at + word.length() <= i; at++) {
      if (matches(text, at, word)) {
        return true;
      }
    }
    return false;
  }

  /** As {@link String#indexOf(String, int)}. */
  static int indexOf(CharSequence text, String word, int from) {
    if (text instanceof String string) {
      return string.indexOf(word, from);
    }
    for (int i = Math.max(0, from); i + word.length() <= text.length(); i++) {
      if (startsWith(text, i, word)) {
        return i;
      }
    }
    return -1;
  }

  /** As {@link String#indexOf(int, int)}. */
  static int indexOf(CharSequence text, char c, int from) {
    if (text instanceof String string) {
      return string.indexOf(c, from);
    }
    for (int i = Math.max(0, from); i < text.length(); i++) {
      if (text.charAt(i) == c) {
        return i;
      }
    }
    return -1;
  }

  static boolean contains(CharSequence text, String word) {
    return indexOf(text, word, 0) >= 0;
  }

  static boolean startsWith(CharSequence text, int at, String word) {
    if (at < 0 || at + word.length() > text.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (text.charAt(at + i) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a word of lower case letters and digits stands at an index, in any case. */
  static boolean matches(CharSequence text, int at, String word) {
    if (at < 0 || at + word.length() > text.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (Character.toLowerCase(text.charAt(at + i)) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
