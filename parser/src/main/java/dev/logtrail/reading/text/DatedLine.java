package dev.logtrail.reading.text;

import dev.logtrail.trail.Level;
import dev.logtrail.trail.Origin;

/** Lines that begin with a digit: with a time of the logger's own, or with a request id. */
final class DatedLine {
  private DatedLine() {}

  /** The line without its columns, or null if it has none. */
  static TextLine read(String s) {
    return read(s, true);
  }

  /** The same; only an outermost line may have brackets behind its time. */
  static TextLine read(String s, boolean outermost) {
    int time = ClockText.end(s, 0);
    if (time == 0) {
      return Scan.isUuidAt(s, 0) ? TextColumns.read(s, 0) : null;
    }
    if (s.charAt(4) == '/') {
      return go(s, time, outermost);
    }
    TextLine rust = RustLine.read(s, time);
    TextLine line = rust == null ? TextColumns.read(s, time) : rust;
    boolean emulator = line != null && "rapid".equals(line.logger());
    return emulator
        ? new TextLine(line.level(), "rapid", line.message(), line.fields(), Origin.PLATFORM)
        : line;
  }

  /** Go's standard logger: {@code 2006/01/02 15:04:05 text}; slog's default adds a level. */
  private static TextLine go(String s, int time, boolean outermost) {
    int at = Scan.skipSpaces(s, time);
    int end = LevelWord.capitalsEnd(s, at);
    Level level = Scan.isAt(s, end, ' ') ? LevelWord.upper(s, at, end) : null;
    String text = s.substring(level == null ? at : Scan.skipSpaces(s, end));
    boolean bracket = outermost && level == null && text.startsWith("[");
    TextLine inner = bracket ? BracketLine.read(text) : null;
    return inner == null ? new TextLine(level, null, text) : inner;
  }
}
