package dev.logtrail.reading.logresult;

/** Finds where a JSON object ends, without reading it. */
final class JsonObjectEnd {
  private JsonObjectEnd() {}

  /**
   * The position behind the object that begins at {@code from}; -1 if none begins there or the
   * object does not end.
   */
  static int of(String text, int from) {
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
}
