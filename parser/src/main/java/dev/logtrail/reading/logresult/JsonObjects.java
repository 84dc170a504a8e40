package dev.logtrail.reading.logresult;

/** Finds where a JSON object ends, without reading it. */
final class JsonObjects {
  private JsonObjects() {}

  /**
   * The position behind the object that {@code text} begins with; -1 if it begins with none or the
   * object does not end.
   */
  static int end(String text) {
    if (text.isEmpty() || text.charAt(0) != '{') {
      return -1;
    }
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
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
}
