package dev.logtrail.reading.exception;

import dev.logtrail.trail.ExceptionInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the JSON object in which runtimes report an error. */
final class RuntimeErrorJson {
  private static final String[] STACKS = {"stack", "trace", "stackTrace"};
  private static final int DEEPEST = 8;

  private RuntimeErrorJson() {}

  /** The error; its keys are taken out of {@code fields}, the others stay. */
  static ExceptionInfo take(Map<String, Object> fields) {
    ExceptionInfo read = read(fields, 0);
    for (String key : new String[] {"errorType", "errorMessage", "reason", "cause", "previous"}) {
      fields.remove(key);
    }
    for (String key : STACKS) {
      fields.remove(key);
    }
    if (fields.get("promise") instanceof Map<?, ?> promise && promise.isEmpty()) {
      fields.remove("promise");
    }
    return read;
  }

  private static ExceptionInfo read(Map<?, ?> error, int depth) {
    List<ExceptionInfo> causes = new ArrayList<>();
    for (String key : new String[] {"reason", "cause", "previous"}) {
      cause(error.get(key), depth, causes);
    }
    return new ExceptionInfo(
        text(first(error, "errorType", "name")),
        text(first(error, "errorMessage", "message")),
        frames(stack(error)),
        causes);
  }

  private static void cause(Object value, int depth, List<ExceptionInfo> causes) {
    if (value instanceof Map<?, ?> error && depth < DEEPEST) {
      ExceptionInfo read = read(error, depth + 1);
      causes.add(new ExceptionInfo(read.type(), read.message(), read.frames(), List.of()));
      causes.addAll(read.causes());
    } else if (value instanceof List<?> several && depth < DEEPEST) {
      several.forEach(one -> cause(one, depth + 1, causes));
    } else if (value instanceof String said) {
      causes.add(new ExceptionInfo(null, said, List.of(), List.of()));
    }
  }

  /** The stack as it was printed; empty if there is none. */
  static String stackText(Map<String, Object> error) {
    List<String> lines = stack(error).stream().map(RuntimeErrorJson::frame).toList();
    return String.join("\n", lines);
  }

  private static List<?> stack(Map<?, ?> error) {
    Object stack = first(error, STACKS);
    if (stack instanceof List<?> lines) {
      return lines;
    }
    return stack instanceof String text ? List.of(text.split("\n")) : List.of();
  }

  /** Node's stack begins with the error itself, which is no frame. */
  private static List<String> frames(List<?> stack) {
    List<String> frames = new ArrayList<>();
    List<String> all = new ArrayList<>();
    for (Object line : stack) {
      String frame = frame(line);
      all.add(frame.strip());
      if (StackTrace.isFrame(frame)) {
        frames.add(frame.strip());
      }
    }
    boolean said = frames.isEmpty() && all.size() == 1 && ExceptionHead.begins(all.get(0));
    return !frames.isEmpty() || said ? frames : all;
  }

  /** Go writes a frame as an object of path, line and label. */
  private static String frame(Object line) {
    if (line instanceof Map<?, ?> go && go.get("label") != null) {
      return go.get("label") + " (" + go.get("path") + ":" + go.get("line") + ")";
    }
    return String.valueOf(line);
  }

  private static Object first(Map<?, ?> map, String... keys) {
    for (String key : keys) {
      if (map.get(key) != null) {
        return map.get(key);
      }
    }
    return null;
  }

  private static String text(Object value) {
    return value == null ? null : value.toString();
  }
}
