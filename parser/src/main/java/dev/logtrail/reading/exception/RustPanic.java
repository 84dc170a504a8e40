package dev.logtrail.reading.exception;

import dev.logtrail.reading.text.Scan;
import dev.logtrail.trail.ExceptionInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the words of a Rust thread that panicked. Without a backtrace the place it names is the one
 * frame.
 *
 * <pre>
 *   thread 'main' panicked at src/main.rs:12:5:           (before 1.73: at 'message', src/…)
 *   called `Option::unwrap()` on a `None` value
 *   stack backtrace:
 *      0: rust_begin_unwind
 *                at /rustc/…/library/std/src/panicking.rs:597:5
 * </pre>
 */
public final class RustPanic {
  private static final String AT = " panicked at ";

  private RustPanic() {}

  /** Whether a line is the first of such words. */
  public static boolean begins(String line) {
    return line.startsWith("thread '") && line.contains(AT);
  }

  /** Whether a line stands behind the message: the backtrace and notes. */
  public static boolean isBehindMessage(String line) {
    return line.startsWith("note: ") || line.startsWith("stack backtrace:");
  }

  /** The exception of a text that begins with such words. */
  static ExceptionInfo read(String text) {
    String[] lines = text.split("\n");
    String rest = lines[0].substring(lines[0].indexOf(AT) + AT.length());
    if (rest.startsWith("'")) {
      int close = rest.lastIndexOf("', ");
      String message = close < 0 ? rest : rest.substring(1, close);
      String place = close < 0 ? "" : rest.substring(close + 3);
      return info(message, frames(lines, 1), place);
    }
    StringBuilder message = new StringBuilder();
    int i = 1;
    while (i < lines.length && !isBehindMessage(lines[i])) {
      message.append(message.length() == 0 ? "" : "\n").append(lines[i++]);
    }
    String place = rest.endsWith(":") ? rest.substring(0, rest.length() - 1) : rest;
    return info(message.toString().strip(), frames(lines, i), place);
  }

  private static ExceptionInfo info(String message, List<String> frames, String place) {
    List<String> shown = frames.isEmpty() && !place.isEmpty() ? List.of(place) : frames;
    return new ExceptionInfo("panic", message.isEmpty() ? null : message, shown, List.of());
  }

  /** Whether a line is a frame's first: {@code 12: core::panicking::panic}. */
  static boolean isFrame(String line) {
    int number = Scan.skipSpaces(line, 0);
    int end = Scan.digitsEnd(line, number);
    return number > 0 && end > number && line.startsWith(": ", end);
  }

  private static List<String> frames(String[] lines, int from) {
    List<String> frames = new ArrayList<>();
    for (int i = from; i < lines.length; i++) {
      if (isFrame(lines[i])) {
        frames.add(lines[i].strip());
      } else if (!frames.isEmpty() && lines[i].strip().startsWith("at ")) {
        FrameList.below(frames, lines[i]);
      }
    }
    return frames;
  }
}
