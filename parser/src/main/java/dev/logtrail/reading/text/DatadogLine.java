package dev.logtrail.reading.text;

import dev.logtrail.trail.Level;
import dev.logtrail.trail.Origin;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What Datadog writes: its extension's {@code DD_EXTENSION | LEVEL | text}, and the ids that its
 * tracer puts before a logger's line, {@code [dd.trace_id=1 dd.span_id=2] text}.
 */
final class DatadogLine {
  private static final String EXTENSION = "DD_EXTENSION | ";

  private DatadogLine() {}

  /** Whether text in brackets at the start of a line holds the tracer's ids. */
  static boolean isTracers(String inner) {
    return inner.startsWith("dd.");
  }

  /** The extension's line, or null if it is none. */
  static TextLine extension(String s) {
    if (!s.startsWith(EXTENSION)) {
      return null;
    }
    int bar = s.indexOf(" | ", EXTENSION.length());
    Level level = bar < 0 ? null : LevelWord.any(s.substring(EXTENSION.length(), bar).strip());
    String text = s.substring(level == null ? EXTENSION.length() : bar + 3);
    return new TextLine(level, "DD_EXTENSION", text, Map.of(), Origin.EXTENSION);
  }

  /**
   * A logger's line with the tracer's ids among its fields.
   *
   * @param inner what stands between the brackets
   * @param line the line behind them
   */
  static TextLine traced(String inner, TextLine line) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (String pair : inner.replace(',', ' ').split(" ")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    fields.putAll(line.fields());
    return new TextLine(line.level(), line.logger(), line.message(), fields, line.origin());
  }
}
