package dev.logtrail.reading.text;

import dev.logtrail.trail.Level;

/**
 * PHP's own errors and warnings: {@code PHP Warning: …}, the same behind PHP-FPM's {@code NOTICE:
 * PHP message: }, and {@code Warning: …} and {@code Fatal error: …} where they are displayed.
 */
final class PhpLine {
  private static final String FPM = "NOTICE: PHP message: ";
  private static final int TIME = "28-Nov-2026 14:51:44".length();

  private PhpLine() {}

  /** Whether PHP-FPM wrote the line; its NOTICE is not the level of what follows. */
  static boolean isFpms(String s) {
    return s.startsWith(FPM);
  }

  /** Whether text in brackets is the time that PHP's error log begins with: {@code 28-Nov-2026}. */
  static boolean isTime(String inner) {
    return inner.length() >= TIME
        && inner.charAt(2) == '-'
        && inner.charAt(6) == '-'
        && Character.isUpperCase(inner.charAt(3))
        && Scan.digitsEnd(inner, 0) == 2
        && Scan.digitsEnd(inner, 7) == 11
        && TimestampColumn.end(inner, 12) > 12;
  }

  /** A line of PHP's error log behind its time; PHP-FPM names a level of its own. */
  static TextLine logged(String rest) {
    TextLine line = isFpms(rest) || rest.startsWith("PHP ") ? read(rest) : null;
    if (line != null) {
      return line;
    }
    int colon = rest.indexOf(": ");
    Level level = colon < 0 ? null : LevelWord.upper(rest, 0, colon);
    return new TextLine(level, null, level == null ? rest : rest.substring(colon + 2));
  }

  /** The whole line with its level; null if PHP did not write it. */
  static TextLine read(String s) {
    if (s.startsWith("Fatal error: ")) {
      return new TextLine(Level.ERROR, null, s);
    }
    if (s.startsWith("Warning: ")) {
      return new TextLine(Level.WARN, null, s);
    }
    Level level = level(isFpms(s) ? s.substring(FPM.length()) : s);
    return level == null ? null : new TextLine(level, null, s);
  }

  private static Level level(String text) {
    if (!text.startsWith("PHP ")) {
      return null;
    }
    if (text.startsWith("PHP Fatal error:") || text.startsWith("PHP Parse error:")) {
      return Level.ERROR;
    }
    if (text.startsWith("PHP Warning:") || text.startsWith("PHP Deprecated:")) {
      return Level.WARN;
    }
    return text.startsWith("PHP Notice:") ? Level.INFO : null;
  }
}
