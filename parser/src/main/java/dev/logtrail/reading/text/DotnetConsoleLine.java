package dev.logtrail.reading.text;

import dev.logtrail.trail.Level;

/**
 * Loggers that begin with a level in small letters: .NET's console, whose record takes two lines,
 * {@code info: Shop.Orders[0]⏎ text} (the number is the event's id), or one, and Node's winston
 * with its simple format, {@code info: text}.
 */
public final class DotnetConsoleLine {
  private DotnetConsoleLine() {}

  /** Both lines of a record, or null if {@code s} is none. */
  static TextLine read(String s) {
    int textAt = LevelWord.lowerEnd(s);
    if (textAt == 0) {
      return null;
    }
    Level level = LevelWord.lower(s, textAt);
    int line = s.indexOf('\n', textAt);
    int bracket = line < 0 ? -1 : s.lastIndexOf('[', line);
    boolean category =
        bracket > textAt && s.charAt(line - 1) == ']' && s.indexOf(' ', textAt) > line;
    return category
        ? new TextLine(level, s.substring(textAt, bracket), s.substring(line + 1).strip())
        : null;
  }

  /** The line as winston writes it, or null if no level in small letters and a colon begin it. */
  static TextLine simple(String s) {
    int textAt = LevelWord.lowerEnd(s);
    return textAt == 0 ? null : new TextLine(LevelWord.lower(s, textAt), null, s.substring(textAt));
  }

  /** Whether two lines are one record. */
  public static boolean isRecord(String first, String second) {
    return second.startsWith("      ")
        && first.endsWith("]")
        && first.indexOf(": ") == 4
        && first.indexOf(' ', 6) < 0;
  }
}
