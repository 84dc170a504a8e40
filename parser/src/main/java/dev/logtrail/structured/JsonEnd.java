package dev.logtrail.structured;

/** Finds the JSON object at the end of a text. */
final class JsonEnd {
  private JsonEnd() {}

  /**
   * Where an object begins that may reach to the end of {@code text}: the first opening brace after
   * a blank, tab or line break that a key follows; -1 if there is none, or nothing before it.
   */
  static int of(String text) {
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
