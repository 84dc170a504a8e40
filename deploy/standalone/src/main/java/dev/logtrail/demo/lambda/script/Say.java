package dev.logtrail.demo.lambda.script;

import dev.logtrail.trail.Level;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One thing a function says: a log call, or a raw write to standard output.
 *
 * @param afterMs milliseconds after the previous one (or after START)
 * @param level the level of a log call; null for a raw write ({@code print}, {@code System.out})
 * @param text what it says, without a final line break; may hold several lines
 * @param fields structured values beside the text; written by JSON formats only
 * @param fault the exception logged with it, or null
 */
public record Say(int afterMs, Level level, String text, Map<String, Object> fields, Fault fault) {
  public Say {
    if (afterMs < 0) {
      throw new IllegalArgumentException("afterMs must not be negative, was " + afterMs);
    }
    Objects.requireNonNull(text, "text");
    // Not Map.copyOf: the order of the fields is part of the bytes.
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** A raw write to standard output. */
  public static Say print(int afterMs, String text) {
    return new Say(afterMs, null, text, Map.of(), null);
  }

  /** A log call. */
  public static Say log(int afterMs, Level level, String text) {
    return new Say(afterMs, level, text, Map.of(), null);
  }

  /** A log call at INFO. */
  public static Say info(int afterMs, String text) {
    return log(afterMs, Level.INFO, text);
  }

  /** A log call at WARN. */
  public static Say warn(int afterMs, String text) {
    return log(afterMs, Level.WARN, text);
  }

  /** A log call at ERROR, with the exception that caused it. */
  public static Say error(int afterMs, String text, Fault fault) {
    return new Say(afterMs, Level.ERROR, text, Map.of(), fault);
  }

  /** A stack trace written to standard output or error, line by line, under a line of its own. */
  public static Say printTrace(int afterMs, String text, Fault fault) {
    return new Say(afterMs, null, text, Map.of(), fault);
  }

  /** The same with one more structured value. */
  public Say with(String key, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(fields);
    more.put(key, value);
    return new Say(afterMs, level, text, more, fault);
  }
}
