package dev.logtrail.reading.text;

import dev.logtrail.trail.Level;
import dev.logtrail.trail.Origin;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lines that begin with a bracket: {@code [INFO] text} of Java, Python and PowerShell, {@code
 * [main] INFO logger - text}, {@code [12:34:56 INF] text} of Serilog, {@code [time INFO target]
 * text} of Rust's env_logger, {@code [time] channel.LEVEL: text} of PHP's Monolog, agents' {@code
 * [dd.trace_id=…]}, and extensions.
 */
final class BracketLine {
  private static final int LONGEST = 120;

  private BracketLine() {}

  /** The line without its columns, or null if it has none. */
  static TextLine read(String s) {
    return read(s, true);
  }

  /** Inside of an agent's or extension's brackets there is no other's. */
  private static TextLine read(String s, boolean outermost) {
    int close = s.indexOf(']');
    if (close < 2 || close > LONGEST && !s.startsWith("[dd.")) {
      return null;
    }
    String inner = s.substring(1, close);
    if (inner.indexOf('\n') >= 0) {
      return null;
    }
    String rest = s.substring(Scan.skipSpaces(s, close + 1));
    if (outermost && Extensions.isBracketed(inner)) {
      return extension(inner, rest);
    }
    boolean parted = close + 1 == s.length() || s.charAt(close + 1) <= ' ';
    if (!parted) {
      return null;
    }
    if (outermost && inner.startsWith("dd.")) {
      return traced(inner, rest);
    }
    Level level = LevelWord.any(inner);
    return level == null ? timedOrThreaded(s, inner, rest) : levelled(level, rest.stripLeading());
  }

  private static TextLine extension(String name, String rest) {
    TextLine line = inner(rest);
    return new TextLine(line.level(), name, line.message(), line.fields(), Origin.EXTENSION);
  }

  private static TextLine inner(String rest) {
    char c = rest.isEmpty() ? ' ' : rest.charAt(0);
    TextLine line = null;
    if (c == '[') {
      line = read(rest, false);
    } else if (c >= '0' && c <= '9') {
      line = DatedLine.read(rest, false);
    } else if (c >= 'A' && c <= 'Z') {
      line = CapitalLine.read(rest);
    }
    return line == null ? TextLine.plain(rest) : line;
  }

  /** {@code [dd.trace_id=1 dd.span_id=2] text}. */
  private static TextLine traced(String inner, String rest) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (String pair : inner.replace(',', ' ').split(" ")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    TextLine line = inner(rest);
    fields.putAll(line.fields());
    return new TextLine(line.level(), line.logger(), line.message(), fields, line.origin());
  }

  private static TextLine levelled(Level level, String rest) {
    String text = rest.startsWith("- ") ? rest.substring(2) : rest;
    if (text.startsWith("LAMBDA_WARNING: ")) {
      return new TextLine(level, null, text, Map.of(), Origin.RUNTIME);
    }
    int at = Scan.isAt(text, 0, '[') ? Scan.digitsEnd(text, 1) : 0;
    if (at > 1 && text.startsWith("] LAMBDA_RUNTIME ", at)) {
      return new TextLine(level, null, text.substring(at + 2), Map.of(), Origin.RUNTIME);
    }
    return new TextLine(level, null, text);
  }

  private static TextLine timedOrThreaded(String s, String inner, String rest) {
    int time = ClockText.end(inner, 0);
    if (time == 0) {
      TextLine threaded = TextColumns.read(s, 0);
      boolean levelFirst = threaded == null || !threaded.fields().containsKey("thread");
      return levelFirst || threaded.logger() == null ? null : threaded;
    }
    if (time == inner.length()) {
      TextLine channel = channel(rest);
      return channel == null ? TextColumns.read(rest, 0) : channel;
    }
    int at = Scan.skipSpaces(inner, time);
    int end = LevelWord.capitalsEnd(inner, at);
    Level level = LevelWord.upper(inner, at, end);
    String target = inner.substring(Math.min(Scan.skipSpaces(inner, end), inner.length()));
    return level == null ? null : new TextLine(level, target.isEmpty() ? null : target, rest);
  }

  /** Monolog's {@code channel.LEVEL: text}. */
  private static TextLine channel(String rest) {
    int colon = rest.indexOf(": ");
    int dot = colon < 0 ? -1 : rest.lastIndexOf('.', colon);
    Level level = dot <= 0 ? null : LevelWord.upper(rest, dot + 1, colon);
    return level == null
        ? null
        : new TextLine(level, rest.substring(0, dot), rest.substring(colon + 2));
  }
}
