package dev.logtrail.text;

/** Finds where a JSON object in a text begins and ends, without reading it. */
public final class JsonBounds {
  private JsonBounds() {}

  /**
   * The position behind the object that begins at {@code from}; -1 if none begins there or the
   * object does not end. Takes time linear in the object's length.
   */
  public static int end(String text, int from) {
    if (from >= text.length() || text.charAt(from) != '{') {
      return -1;
    }
    int depth = 0;
    boolean quoted = false;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        i += c == '\\' ? 1 : 0;
        quoted = c != '"';
      } else if (c == '"') {
        quoted = true;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if ((c == '}' || c == ']') && --depth == 0) {
        return i + 1;
      }
    }
    return -1;
  }

  /**
   * Where an object begins that may reach to the end of {@code text}: the first opening brace after
   * a blank, tab or line break that a key follows; -1 if there is none, or nothing before it.
   */
  public static int startOfLast(String text) {
    if (text.isEmpty() || text.charAt(text.length() - 1) != '}') {
      return -1;
    }
    int from = text.indexOf('{', 1);
    while (from > 0 && !(text.charAt(from - 1) <= ' ' && isKey(text, from + 1))) {
      from = text.indexOf('{', from + 1);
    }
    return from;
  }

  private static boolean isKey(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) <= ' ') {
      i++;
    }
    return i < text.length() && text.charAt(i) == '"';
  }
}
