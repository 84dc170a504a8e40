package dev.logtrail.reading;

import dev.logtrail.trail.ExceptionInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The exception in a structured line's fields: {@code errorType}, {@code errorMessage}, {@code
 * stackTrace} and kin.
 */
final class JsonException {
  private JsonException() {}

  /** Takes the exception's keys out of {@code fields}; null if there is none. */
  static ExceptionInfo read(Map<String, Object> fields) {
    ExceptionInfo flat = flat(fields);
    if (flat != null) {
      return flat;
    }
    for (String key :
        List.of("exception", "stack_trace", "exc_info", "@x", "stack", "stacktrace")) {
      if (fields.get(key) instanceof String text && text.contains("\n")) {
        ExceptionInfo told = ExceptionText.read(text);
        if (told != null) {
          fields.remove(key);
          return told;
        }
      }
    }
    for (String key : List.of("error", "err", "message")) {
      if (fields.get(key) instanceof Map<?, ?> nested && nested(nested) != null) {
        return nested(nested);
      }
    }
    return null;
  }

  private static ExceptionInfo flat(Map<String, Object> fields) {
    boolean typed = fields.get("errorType") instanceof String;
    if (!typed || !(fields.containsKey("errorMessage") || fields.containsKey("stackTrace"))) {
      return null;
    }
    String type = (String) fields.remove("errorType");
    Object message = fields.remove("errorMessage");
    Object stack = fields.remove("stackTrace");
    return new ExceptionInfo(
        type, message == null ? null : message.toString(), frames(stack), List.of());
  }

  private static ExceptionInfo nested(Map<?, ?> error) {
    Object type = first(error, "errorType", "type", "name");
    Object stack = first(error, "stackTrace", "stack", "trace");
    if (type == null || stack == null) {
      return null;
    }
    Object message = first(error, "errorMessage", "message");
    return new ExceptionInfo(
        type.toString(), message == null ? null : message.toString(), frames(stack), List.of());
  }

  private static Object first(Map<?, ?> map, String... keys) {
    return Arrays.stream(keys).map(map::get).filter(v -> v != null).findFirst().orElse(null);
  }

  private static List<String> frames(Object stack) {
    if (stack instanceof List<?> lines) {
      return lines.stream().map(line -> String.valueOf(line).strip()).toList();
    }
    return stack == null
        ? List.of()
        : Arrays.stream(stack.toString().split("\n")).map(String::strip).toList();
  }
}
