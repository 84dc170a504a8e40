package dev.logtrail.structured.convention;

import dev.logtrail.trail.Level;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The names that one logger gives to what lines carry. Of several names for one thing the first
 * that is there counts.
 *
 * @param name what the convention is called, such as {@code pino}
 * @param when alternatives by which its lines are recognized: in each, every key must be as
 *     required; empty: every line
 * @param timestamp when the line was written
 * @param level its level
 * @param levels what the level's values mean
 * @param defaultLevel the level of a line that names none, or null
 * @param message its message
 * @param template a message with placeholders for the line's fields, used where there is no message
 * @param logger the name of the logger
 * @param thread the thread it was written on
 * @param exception where its exception stands
 * @param requestId the request it belongs to
 * @param traceId the trace it belongs to
 * @param keep keys that stay fields although a column was read from them
 * @param wrapper whether a runtime wraps it around what the program printed, so that JSON in the
 *     message is the program's own line
 */
public record Convention(
    String name,
    List<Map<FieldPath, ValueKind>> when,
    List<FieldPath> timestamp,
    List<FieldPath> level,
    LevelScale levels,
    Level defaultLevel,
    List<FieldPath> message,
    List<FieldPath> template,
    List<FieldPath> logger,
    List<FieldPath> thread,
    ExceptionNames exception,
    List<FieldPath> requestId,
    List<FieldPath> traceId,
    Set<String> keep,
    boolean wrapper) {

  /** The convention of lines that no other recognizes. */
  static final String GENERIC = "generic";

  public Convention {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(levels, "levels");
    Objects.requireNonNull(exception, "exception");
    when = List.copyOf(when);
    keep = Set.copyOf(keep);
  }

  public boolean isGeneric() {
    return name.equals(GENERIC);
  }
}
