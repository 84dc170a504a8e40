package dev.logtrail.reading.text;

import dev.logtrail.trail.Level;

/**
 * Loggers that put time and level into one bracket: .NET's Serilog, {@code [12:34:56 INF] text},
 * and Rust's env_logger, which adds the target, {@code [2024-11-28T14:24:49Z INFO orders::pay]
 * text}.
 */
final class SerilogLine {
  private SerilogLine() {}

  /**
   * The line, or null if no level follows the time.
   *
   * @param inner what stands between the brackets
   * @param timeEnd where the time in {@code inner} ends
   * @param text what stands behind the brackets
   */
  static TextLine read(String inner, int timeEnd, String text) {
    boolean celery = inner.startsWith(": ", timeEnd); // LEVEL/process
    int at = Scan.skipSpaces(inner, celery ? timeEnd + 2 : timeEnd);
    int end = LevelWord.capitalsEnd(inner, at);
    Level level = LevelWord.upper(inner, at, end);
    String target = inner.substring(Math.min(Scan.skipSpaces(inner, end), inner.length()));
    target = celery && target.startsWith("/") ? "" : target;
    return level == null ? null : new TextLine(level, target.isEmpty() ? null : target, text);
  }
}
