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
 * @param when alternatives by which its lines are known: in each, every key must be as said; empty:
 *     every line
 * @param timestamp when the line was written
 * @param level its level
 * @param levels what the level's values mean
 * @param defaultLevel the level of a line that names none, or null
 * @param message what it says
 * @param template a message with holes that the line's fields fill, used where no message is there
 * @param logger who says it
 * @param thread the thread it was written on
 * @param exception where it tells of an exception
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

  /** The convention of lines that no other knows. */
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
