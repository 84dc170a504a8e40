package dev.logtrail.demo.lambda.script;

import dev.logtrail.trail.Level;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A log call of a function, or a raw write to standard output.
 *
 * @param afterMs milliseconds after the previous one (or after START)
 * @param level the level of a log call; null for a raw write ({@code print}, {@code System.out})
 * @param text the text, without a final line break; may hold several lines
 * @param fields structured values beside the text; written by JSON formats only
 * @param exception the exception logged with it, or null
 */
public record LogCall(
    int afterMs,
    Level level,
    String text,
    Map<String, Object> fields,
    ScriptedException exception) {
  public LogCall {
    if (afterMs < 0) {
      throw new IllegalArgumentException("afterMs must not be negative, was " + afterMs);
    }
    Objects.requireNonNull(text, "text");
    // Not Map.copyOf: the order of the fields is part of the bytes.
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** A raw write to standard output. */
  public static LogCall print(int afterMs, String text) {
    return new LogCall(afterMs, null, text, Map.of(), null);
  }

  /** A log call. */
  public static LogCall log(int afterMs, Level level, String text) {
    return new LogCall(afterMs, level, text, Map.of(), null);
  }

  /** A log call at INFO. */
  public static LogCall info(int afterMs, String text) {
    return log(afterMs, Level.INFO, text);
  }

  /** A log call at WARN. */
  public static LogCall warn(int afterMs, String text) {
    return log(afterMs, Level.WARN, text);
  }

  /** A log call at ERROR, with the exception that caused it. */
  public static LogCall error(int afterMs, String text, ScriptedException exception) {
    return new LogCall(afterMs, Level.ERROR, text, Map.of(), exception);
  }

  /** A stack trace written to standard output or error, line by line, under a line of its own. */
  public static LogCall printTrace(int afterMs, String text, ScriptedException exception) {
    return new LogCall(afterMs, null, text, Map.of(), exception);
  }

  /** The same with one more structured value. */
  public LogCall with(String key, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(fields);
    more.put(key, value);
    return new LogCall(afterMs, level, text, more, exception);
  }
}
