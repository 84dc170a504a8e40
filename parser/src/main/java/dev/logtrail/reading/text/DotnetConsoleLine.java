package dev.logtrail.reading.text;

import dev.logtrail.trail.Level;

/**
 * A record of .NET's console logger, which takes two lines: {@code info: Shop.Orders[0]⏎ text}, the
 * number being the event id.
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

  /** Whether two lines are one record. */
  public static boolean isRecord(String first, String second) {
    return second.startsWith("      ")
        && first.endsWith("]")
        && first.indexOf(": ") == 4
        && first.indexOf(' ', 6) < 0;
  }
}
