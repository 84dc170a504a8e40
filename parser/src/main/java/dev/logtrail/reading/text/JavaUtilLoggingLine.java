package dev.logtrail.reading.text;

import dev.logtrail.trail.Level;

/**
 * A record of java.util.logging, which takes two lines: {@code Jan 08, 2021 10:04:23 AM
 * com.shop.Orders pay⏎WARNING: text}.
 */
public final class JavaUtilLoggingLine {
  private JavaUtilLoggingLine() {}

  /** Both lines of a record, or null if {@code s} is none. */
  static TextLine read(String s) {
    int line = s.indexOf('\n');
    if (line < 0 || !isHead(s.substring(0, line))) {
      return null;
    }
    int end = LevelWord.capitalsEnd(s, line + 1);
    Level level = LevelWord.upper(s, line + 1, end);
    if (level == null || !s.startsWith(": ", end)) {
      return null;
    }
    String head = s.substring(0, line);
    int names = head.lastIndexOf("M ") + 2;
    return new TextLine(
        level, head.substring(names, Scan.wordEnd(head, names)), s.substring(end + 2));
  }

  /** Whether two lines are one record. */
  public static boolean isRecord(String first, String second) {
    int colon = second.indexOf(": ");
    return colon > 0 && isHead(first) && LevelWord.upper(second, 0, colon) != null;
  }

  private static boolean isHead(String line) {
    int am = line.indexOf(" AM ");
    int half = am < 0 ? line.indexOf(" PM ") : am;
    return half > 18 && half < 26 && Scan.isAt(line, 3, ' ') && line.indexOf(", ") < 8;
  }
}
