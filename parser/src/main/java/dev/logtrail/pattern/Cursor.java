package dev.logtrail.pattern;

/** A place in the text of a pattern. */
final class Cursor {

  /** What {@link #peek} returns behind the last character. */
  static final char END = 0;

  private final String text;
  private int at;

  Cursor(String text) {
    this.text = text;
  }

  int position() {
    return at;
  }

  boolean atEnd() {
    return at >= text.length();
  }

  char peek() {
    return atEnd() ? END : text.charAt(at);
  }

  char next() {
    return text.charAt(at++);
  }

  void skipSpace() {
    while (!atEnd() && Character.isWhitespace(peek())) {
      at++;
    }
  }

  /** Skips space, then takes the given text if it stands there. */
  boolean take(String wanted) {
    skipSpace();
    if (!text.regionMatches(true, at, wanted, 0, wanted.length())) {
      return false;
    }
    at += wanted.length();
    return true;
  }

  void expect(String wanted, String why) {
    if (!take(wanted)) {
      throw fault(why);
    }
  }

  /** Nothing but space may follow. */
  void expectEnd(String after) {
    skipSpace();
    if (!atEnd()) {
      throw fault("nothing may follow " + after);
    }
  }

  /** Takes characters up to white space or one of the given. */
  String until(String stops) {
    int from = at;
    while (!atEnd() && !Character.isWhitespace(peek()) && stops.indexOf(peek()) < 0) {
      at++;
    }
    return text.substring(from, at);
  }

  /**
   * Reads a text in quotes, of which the first is next; a backslash takes the next one as it is.
   */
  String quoted() {
    int from = at;
    char quote = next();
    StringBuilder inner = new StringBuilder();
    while (!atEnd() && peek() != quote) {
      char c = next();
      boolean escape = c == '\\' && (peek() == quote || peek() == '\\');
      inner.append(escape ? next() : c);
    }
    if (atEnd()) {
      throw fault(from, "the quote that begins here has no end; close it with " + quote);
    }
    at++;
    return inner.toString();
  }

  /** Reads {@code %regex%}, of which the first sign is next. */
  Regex regex() {
    int from = at++;
    StringBuilder inner = new StringBuilder();
    while (!atEnd() && peek() != '%') {
      char c = next();
      inner.append(c);
      if (c == '\\' && !atEnd()) {
        inner.append(next());
      }
    }
    if (atEnd()) {
      throw fault(from, "the regular expression that begins here has no end; close it with %");
    }
    at++;
    return Regex.compile(inner.toString(), from + 2);
  }

  FilterPatternException fault(String what) {
    return fault(at, what);
  }

  FilterPatternException fault(int position, String what) {
    return new FilterPatternException(position + 1, what);
  }
}
