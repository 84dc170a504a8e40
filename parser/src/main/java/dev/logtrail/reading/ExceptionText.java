package dev.logtrail.reading;

import dev.logtrail.trail.ExceptionInfo;
import java.util.ArrayList;
import java.util.List;

/** Reads the exception that a text tells of: Python tracebacks, Java and .NET stack traces. */
final class ExceptionText {
  private static final String TRACEBACK = "Traceback (most recent call last):";

  private ExceptionText() {}

  /** The exception in {@code text}, or null. */
  static ExceptionInfo read(String text) {
    if (text.contains(TRACEBACK)) {
      return python(text);
    }
    return text.contains("\n") ? frames(text) : null;
  }

  private static ExceptionInfo python(String text) {
    List<String> frames = new ArrayList<>();
    String before = null;
    String after = null;
    boolean inside = false;
    for (String line : text.split("\n")) {
      if (line.endsWith(TRACEBACK)) {
        inside = true;
      } else if (inside && isIndented(line)) {
        frames.add(line.strip().replace('\u00a0', ' ').strip());
      } else if (inside && !line.isBlank()) {
        after = after == null || isNamed(line) ? line : after;
      } else if (!inside && !line.isBlank()) {
        before = line;
      }
    }
    return named(after != null && isNamed(after) ? after : before, frames);
  }

  private static ExceptionInfo frames(String text) {
    List<String> frames = new ArrayList<>();
    List<ExceptionInfo> causes = new ArrayList<>();
    String head = null;
    for (String line : text.split("\n")) {
      String stripped = line.stripLeading();
      if (stripped.startsWith("at ") && stripped.length() < line.length()) {
        frames.add(stripped);
      } else if (stripped.startsWith("Caused by: ")) {
        causes.add(named(stripped.substring("Caused by: ".length()), List.of()));
      } else if (frames.isEmpty() && !line.isBlank()) {
        head = line;
      }
    }
    if (frames.isEmpty()) {
      return null;
    }
    ExceptionInfo top = named(head, frames);
    return new ExceptionInfo(top.type(), top.message(), frames, causes);
  }

  /** {@code Type: message}; a line that does not begin with a type is all message. */
  private static ExceptionInfo named(String line, List<String> frames) {
    if (line == null) {
      return new ExceptionInfo(null, null, frames, List.of());
    }
    int colon = line.indexOf(": ");
    String type = colon < 0 ? line : line.substring(0, colon);
    if (!isType(type)) {
      return new ExceptionInfo(null, line, frames, List.of());
    }
    return new ExceptionInfo(type, colon < 0 ? null : line.substring(colon + 2), frames, List.of());
  }

  private static boolean isNamed(String line) {
    int colon = line.indexOf(": ");
    return isType(colon < 0 ? line : line.substring(0, colon));
  }

  private static boolean isType(String word) {
    return !word.isEmpty()
        && Character.isJavaIdentifierStart(word.charAt(0))
        && word.chars().allMatch(c -> Character.isJavaIdentifierPart(c) || c == '.');
  }

  private static boolean isIndented(String line) {
    return !line.isEmpty()
        && (line.charAt(0) == ' ' || line.charAt(0) == '\t' || line.charAt(0) == '\u00a0');
  }
}
