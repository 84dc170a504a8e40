package dev.logtrail.line;

/**
 * Walks the top level of a JSON object in a message without building anything: key by key, children
 * skipped. It checks no more than it needs: text that only looks like JSON may be taken for it, but
 * never breaks it.
 */
final class JsonScan {
  private final String s;
  private int at;
  private int keyFrom;
  private int keyTo;
  private boolean closed;
  private boolean odd;

  /** Begins behind the opening brace, which is the first character. */
  JsonScan(String s) {
    this(s, 1);
  }

  /** Begins behind the opening brace of an object that ends somewhere in {@code s}. */
  JsonScan(String s, int at) {
    this.s = s;
    this.at = at;
  }

  /** Goes to the next key's value; false at the end of the object, or where it is no JSON. */
  boolean next() {
    skipSpace();
    if (at < s.length() && s.charAt(at) == ',') {
      at++;
      skipSpace();
    }
    if (at >= s.length() || s.charAt(at) != '"') {
      closed = at < s.length() && s.charAt(at) == '}';
      return false;
    }
    keyFrom = at + 1;
    keyTo = stringEnd(at);
    if (keyTo < 0) {
      return false;
    }
    at = keyTo + 1;
    skipSpace();
    if (at >= s.length() || s.charAt(at) != ':') {
      return false;
    }
    at++;
    skipSpace();
    return at < s.length();
  }

  /** Whether the walk came to the object's closing brace. */
  boolean isClosed() {
    return closed;
  }

  /** Whether the object was closed and only space follows. */
  boolean endedWell() {
    int i = at + 1;
    while (i < s.length() && s.charAt(i) <= ' ') {
      i++;
    }
    return closed && i == s.length();
  }

  /**
   * Whether quotes or brackets stand where JSON has none: other readers may pair them otherwise.
   */
  boolean isOdd() {
    return odd;
  }

  int keyFrom() {
    return keyFrom;
  }

  int keyTo() {
    return keyTo;
  }

  /** Where the value begins. */
  int valueAt() {
    return at;
  }

  /** Whether {@code what} stands at this place of the value. */
  boolean valueStartsAt(int offset, String what) {
    return s.startsWith(what, at + offset);
  }

  int keyLength() {
    return keyTo - keyFrom;
  }

  /** Whether the key is this word. */
  boolean isKey(String word) {
    return keyTo - keyFrom == word.length() && s.startsWith(word, keyFrom);
  }

  char keyChar(int i) {
    return s.charAt(keyFrom + i);
  }

  String key() {
    return s.substring(keyFrom, keyTo);
  }

  boolean isText() {
    return s.charAt(at) == '"';
  }

  boolean isNested() {
    return s.charAt(at) == '{' || s.charAt(at) == '[';
  }

  /** The value, which is a text without escapes; null if it is none. Goes behind it. */
  String text() {
    int from = at + 1;
    int to = stringEnd(at);
    if (to < 0) {
      at = s.length();
      return null;
    }
    at = to + 1;
    String text = s.substring(from, to);
    return text.indexOf('\\') < 0 ? text : null;
  }

  /** Goes behind the value, whatever it is. */
  void skip() {
    char c = s.charAt(at);
    if (c == '"') {
      int end = stringEnd(at);
      at = end < 0 ? s.length() : end + 1;
    } else if (c == '{' || c == '[') {
      skipNested();
    } else {
      while (at < s.length() && !isEnd(s.charAt(at))) {
        odd |= isMark(s.charAt(at));
        at++;
      }
    }
  }

  /**
   * Goes behind the value, which is an object or array, and gives the text of one of these keys
   * anywhere in it, or null.
   */
  String nested(String... keys) {
    int from = at;
    skipNested();
    for (String key : keys) {
      int found = s.indexOf(key, from);
      int colon = found < 0 ? -1 : found + key.length();
      while (colon >= 0 && colon < at && (s.charAt(colon) == ':' || s.charAt(colon) == ' ')) {
        colon++;
      }
      if (colon >= 0 && colon < at && s.charAt(colon) == '"') {
        int end = stringEnd(colon);
        return end < 0 || end > at ? null : s.substring(colon + 1, end);
      }
    }
    return null;
  }

  private void skipNested() {
    int depth = 0;
    while (at < s.length()) {
      char c = s.charAt(at);
      if (c == '"') {
        int end = stringEnd(at);
        at = end < 0 ? s.length() : end;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if ((c == '}' || c == ']') && --depth == 0) {
        at++;
        return;
      } else {
        odd |= c == '\'' || c == '`';
      }
      at++;
    }
  }

  private static boolean isEnd(char c) {
    return c == ',' || c == '}' || c == ']';
  }

  /** What no number and no word of JSON holds. */
  private static boolean isMark(char c) {
    return c == '"' || c == '\'' || c == '`' || c == '{' || c == '[';
  }

  /** The closing quote of the string whose opening quote is at {@code open}; -1 if it has none. */
  private int stringEnd(int open) {
    int quote = s.indexOf('"', open + 1);
    while (quote > 0 && isEscaped(quote, open)) {
      quote = s.indexOf('"', quote + 1);
    }
    return quote;
  }

  private boolean isEscaped(int quote, int open) {
    int slashes = 0;
    for (int i = quote - 1; i > open && s.charAt(i) == '\\'; i--) {
      slashes++;
    }
    return (slashes & 1) == 1;
  }

  private void skipSpace() {
    while (at < s.length() && s.charAt(at) <= ' ') {
      at++;
    }
  }
}
