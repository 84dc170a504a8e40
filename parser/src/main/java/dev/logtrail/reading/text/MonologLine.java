package dev.logtrail.reading.text;

import dev.logtrail.trail.Level;

/** PHP's Monolog: {@code [2024-11-28T14:24:49.398+00:00] channel.LEVEL: text}. */
final class MonologLine {
  private MonologLine() {}

  /**
   * Reads what stands behind the bracketed time; null if it is not a channel and a level.
   *
   * @param text {@code channel.LEVEL: text}
   */
  static TextLine read(String text) {
    int colon = text.indexOf(": ");
    int dot = colon < 0 ? -1 : text.lastIndexOf('.', colon);
    Level level = dot <= 0 ? null : LevelWord.upper(text, dot + 1, colon);
    return level == null
        ? null
        : new TextLine(level, text.substring(0, dot), text.substring(colon + 2));
  }
}
