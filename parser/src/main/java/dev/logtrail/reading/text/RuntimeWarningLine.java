package dev.logtrail.reading.text;

import dev.logtrail.trail.Level;

/**
 * Warnings that an interpreter prints: Node's {@code (node:8) Warning: …}, Python's {@code
 * /var/task/app.py:12: DeprecationWarning: …}.
 */
public final class RuntimeWarningLine {
  private RuntimeWarningLine() {}

  /** The whole line as a warning; null if it is none. */
  static TextLine read(String s) {
    return s.startsWith("(node:") || isPython(s) ? new TextLine(Level.WARN, null, s) : null;
  }

  /** Whether a text is Python's; the line of source that caused it follows. */
  public static boolean isPython(String text) {
    int at = text.startsWith("/") ? text.indexOf("Warning: ") : -1;
    int colon = at < 0 ? -1 : text.lastIndexOf(": ", at);
    return colon > 0 && Scan.isDigit(text, colon - 1);
  }
}
