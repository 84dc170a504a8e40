package dev.logtrail.structured.exception;

import dev.logtrail.text.ReadableText;
import dev.logtrail.trail.ExceptionInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Stacks as structured lines carry them: a text, an array of lines, an array of frame objects. What
 * loggers do to a text (root cause first, hashes before the class) is undone before the runtime's
 * own reader gets it.
 */
public final class StackTexts {
  private static final String WRAPPED_BY = "Wrapped by: ";
  private static final String CAUSED_BY = "Caused by: ";
  private static final String TRACEBACK = "Traceback (most recent call last)";

  private final StackReader reader;

  StackTexts(StackReader reader) {
    this.reader = reader;
  }

  /**
   * The exception in {@code stack}, given its type and message where known (or null); null if there
   * is none.
   */
  ExceptionInfo read(Object stack, String type, String message) {
    if (stack instanceof String text) {
      return text(ReadableText.normalized(text), type, message);
    }
    return stack instanceof List<?> list && !list.isEmpty() ? list(list, type, message) : null;
  }

  private ExceptionInfo text(String text, String type, String message) {
    if (text.isBlank()) {
      return null;
    }
    if (text.charAt(0) == '[' && text.endsWith(")]") && text.indexOf('\n') < 0) {
      return bracketed(text, type, message);
    }
    String ordered = text.contains("\n" + WRAPPED_BY) ? effectFirst(text) : text;
    String plain = ordered.contains("<#") ? withoutHashes(ordered) : ordered;
    ExceptionInfo read =
        reader.read(headed(plain.replace("\ncaused by: ", "\nCaused by: "), type, message));
    if (read == null) {
      boolean frames = plain.contains("\n\t") || plain.contains("\n  ") || type != null;
      read = frames ? frames(plain.lines().toList(), type, message) : headOnly(plain);
    }
    return read == null ? null : completed(read, type, message);
  }

  /** Java's {@code Arrays.toString} of stack trace elements. */
  private static ExceptionInfo bracketed(String text, String type, String message) {
    List<String> frames = new ArrayList<>();
    for (String element : text.substring(1, text.length() - 1).split(", ")) {
      frames.add("at " + element);
    }
    return new ExceptionInfo(type, message, frames, List.of());
  }

  /** A stack of bare frames gets the head that other fields name. */
  private static String headed(String text, String type, String message) {
    boolean bare = text.stripLeading().startsWith("at ");
    return bare && type != null ? head(type, message) + "\n" + indented(text) : text;
  }

  private static String indented(String text) {
    return text.charAt(0) > ' ' ? "    " + text : text;
  }

  public static String head(String type, String message) {
    return message == null ? type : type + ": " + message;
  }

  /**
   * {@code System.TimeoutException: x} on a line of its own; null if the line names no exception.
   */
  private static ExceptionInfo headOnly(String line) {
    int colon = line.indexOf(": ");
    String type = colon < 0 ? line : line.substring(0, colon);
    boolean named = type.indexOf('.') > 0 || type.endsWith("Error") || type.endsWith("Exception");
    if (!named || !type.chars().allMatch(c -> Character.isJavaIdentifierPart(c) || c == '.')) {
      return null;
    }
    return new ExceptionInfo(
        type, colon < 0 ? null : line.substring(colon + 2), List.of(), List.of());
  }

  /** The fields' values win, unless the stack has the same class with its package. */
  private static ExceptionInfo completed(ExceptionInfo read, String type, String message) {
    boolean fuller = type == null || read.type() != null && read.type().endsWith("." + type);
    return new ExceptionInfo(
        fuller ? read.type() : type,
        message == null ? read.message() : message,
        read.frames(),
        read.causes());
  }

  private ExceptionInfo list(List<?> list, String type, String message) {
    if (list.get(0) instanceof Map) {
      List<String> frames = new ArrayList<>();
      list.forEach(frame -> frames.add(Frames.text(frame)));
      return new ExceptionInfo(type, message, frames, List.of());
    }
    List<String> lines = new ArrayList<>();
    list.forEach(line -> lines.add(ReadableText.normalized(String.valueOf(line))));
    boolean printed =
        lines.get(0).startsWith(TRACEBACK)
            || lines.stream().anyMatch(line -> line.stripLeading().startsWith("at "));
    if (!printed) {
      return frames(lines, type, message);
    }
    // Trimmed by some runtimes: what stands under the head is indented, as it was printed.
    lines.replaceAll(line -> line.startsWith("at ") ? "    " + line : line);
    return text(String.join("\n", lines), type, message);
  }

  /**
   * Lines of a stack that no reader knows: each is a frame, but for the head that stands elsewhere.
   */
  private static ExceptionInfo frames(List<String> lines, String type, String message) {
    List<String> frames = new ArrayList<>();
    String head = type == null ? message : head(type, message);
    for (String line : lines) {
      String frame = line.replace('\u00a0', ' ').strip();
      if (line.startsWith("\t") && line.contains(".go:") && !frames.isEmpty()) {
        // Go prints the function and under it its place.
        frames.set(frames.size() - 1, frames.get(frames.size() - 1) + " (" + frame + ")");
      } else if (!frame.isEmpty() && !frame.equals(head) && !frame.startsWith(TRACEBACK)) {
        frames.add(frame);
      }
    }
    return new ExceptionInfo(type, message, frames, List.of());
  }

  /** {@code root ⏎ Wrapped by: effect} becomes {@code effect ⏎ Caused by: root}. */
  private static String effectFirst(String text) {
    String[] parts = text.split("\n" + WRAPPED_BY);
    StringBuilder ordered = new StringBuilder(parts[parts.length - 1]);
    for (int i = parts.length - 2; i >= 0; i--) {
      ordered.append('\n').append(CAUSED_BY).append(parts[i]);
    }
    return ordered.toString();
  }

  /** Takes out the {@code <#4d2c1f0a> } that stands before a class name. */
  private static String withoutHashes(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    int at = 0;
    for (int mark = text.indexOf("<#"); mark >= 0; mark = text.indexOf("<#", mark + 2)) {
      int end = text.indexOf("> ", mark);
      boolean hash = end - mark > 2 && end - mark <= 12 && isHex(text, mark + 2, end);
      if (hash) {
        plain.append(text, at, mark);
        at = end + 2;
      }
    }
    return plain.append(text, at, text.length()).toString();
  }

  private static boolean isHex(String text, int from, int to) {
    return text.substring(from, to).chars().allMatch(c -> Character.digit(c, 16) >= 0);
  }
}
