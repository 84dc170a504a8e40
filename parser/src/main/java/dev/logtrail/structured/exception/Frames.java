package dev.logtrail.structured.exception;

import dev.logtrail.text.JsonText;
import java.util.List;
import java.util.Map;

/** A stack frame given as an object, as the line that its language prints. */
final class Frames {
  private static final List<String> FILE =
      List.of("file", "filename", "fileName", "path", "source");
  private static final List<String> LINE = List.of("line", "lineno", "lineNumber");
  private static final List<String> FUNCTION =
      List.of("function", "func", "method", "methodName", "name", "label");
  private static final List<String> TYPE = List.of("class", "className", "declaringClass");

  private Frames() {}

  /**
   * {@code File "app.py", line 7, in handler} or {@code at a.B.c(B.java:7)}; JSON where neither
   * fits.
   */
  static String text(Object frame) {
    if (!(frame instanceof Map<?, ?> map)) {
      return String.valueOf(frame).strip();
    }
    Object file = first(map, FILE);
    Object line = first(map, LINE);
    Object function = first(map, FUNCTION);
    if (function == null && file == null) {
      return JsonText.write(map);
    }
    if (String.valueOf(file).endsWith(".py")) {
      return "File \""
          + file
          + "\""
          + (line == null ? "" : ", line " + line)
          + (function == null ? "" : ", in " + function);
    }
    Object type = first(map, TYPE);
    String place = file == null ? "" : "(" + file + (line == null ? "" : ":" + line) + ")";
    return "at " + (type == null ? "" : type + ".") + (function == null ? "" : function) + place;
  }

  private static Object first(Map<?, ?> map, List<String> names) {
    for (String name : names) {
      Object value = map.get(name);
      if (value instanceof String || value instanceof Number) {
        return value;
      }
    }
    return null;
  }
}
