package dev.logtrail.reading.text;

/**
 * Node's winston with its simple format, and .NET's console logger on one line: {@code info: text}.
 */
final class WinstonLine {
  private WinstonLine() {}

  /** The line, or null if no level in small letters and a colon begin it. */
  static TextLine read(String s) {
    int textAt = LevelWord.lowerEnd(s);
    return textAt == 0 ? null : new TextLine(LevelWord.lower(s, textAt), null, s.substring(textAt));
  }
}
