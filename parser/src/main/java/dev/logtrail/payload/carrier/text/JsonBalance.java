package dev.logtrail.payload.carrier.text;

/** Counts the braces of a record's JSON over its lines, each character once. */
final class JsonBalance {
  private int depth;
  private boolean quoted;
  private boolean escaped;
  private boolean began;
  private boolean counted;

  /** Before a record's first line. */
  void restart() {
    depth = 0;
    quoted = false;
    escaped = false;
    began = false;
    counted = false;
  }

  /** The next line, from where the record's text begins. */
  void add(String line, int from) {
    counted = true;
    for (int i = from; i < line.length(); i++) {
      char c = line.charAt(i);
      if (!began && c == '{' && endsBehind(line, i)) {
        began = true;
      }
      if (began) {
        next(c);
      }
    }
    quoted = false; // no string of JSON goes over a line's end
    escaped = false;
  }

  /** Whether a brace that ends its line opens a printed object. */
  private static boolean endsBehind(String line, int brace) {
    for (int i = brace + 1; i < line.length(); i++) {
      if (line.charAt(i) > ' ') {
        return false;
      }
    }
    return true;
  }

  private void next(char c) {
    if (escaped) {
      escaped = false;
    } else if (quoted) {
      escaped = c == '\\';
      quoted = c != '"';
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      depth++;
    } else if (c == '}' || c == ']') {
      depth--;
    }
  }

  /** Whether an object is open. */
  boolean isOpen() {
    return began && depth > 0;
  }

  /** Whether a record with columns has begun, and no object in it. */
  boolean isEmptyRecord() {
    return counted && !began;
  }
}
