package dev.logtrail.reading.text;

import dev.logtrail.trail.Level;

/** Python's logging with its default format, {@code ERROR:name:text}; also {@code ERROR: text}. */
final class PythonLoggingLine {
  private PythonLoggingLine() {}

  /**
   * The line, whose level ends with a colon.
   *
   * @param colon where the colon stands
   */
  static TextLine read(String s, Level level, int colon) {
    if (Scan.isAt(s, colon + 1, ' ')) {
      return new TextLine(level, null, s.substring(colon + 2).stripLeading());
    }
    int second = s.indexOf(':', colon + 1);
    boolean named = second > colon + 1 && Scan.wordEnd(s, colon + 1) > second;
    return named
        ? new TextLine(level, s.substring(colon + 1, second), s.substring(second + 1))
        : new TextLine(level, null, s);
  }
}
