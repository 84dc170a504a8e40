package dev.logtrail.reading.text;

import dev.logtrail.trail.Level;

/**
 * PHP's own errors and warnings: {@code PHP Warning: …}, the same behind PHP-FPM's {@code NOTICE:
 * PHP message: }, and {@code Warning: …} and {@code Fatal error: …} where they are displayed.
 */
final class PhpLine {
  private static final String FPM = "NOTICE: PHP message: ";

  private PhpLine() {}

  /** Whether PHP-FPM wrote the line; its NOTICE is not the level of what follows. */
  static boolean isFpms(String s) {
    return s.startsWith(FPM);
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
