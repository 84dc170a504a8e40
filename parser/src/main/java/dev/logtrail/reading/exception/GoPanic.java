package dev.logtrail.reading.exception;

import dev.logtrail.reading.text.Scan;
import dev.logtrail.trail.ExceptionInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the dump of a Go program that panicked: what it said, and the frames of the first
 * goroutine, each the call and the place below it.
 */
public final class GoPanic {
  private static final String PANIC = "panic: ";
  private static final String FATAL = "fatal error: ";
  private static final String RECOVERED = " [recovered]";

  private GoPanic() {}

  /** Whether a line is the first of such a dump. */
  public static boolean begins(String line) {
    return line.startsWith(PANIC) || line.startsWith(FATAL);
  }

  /** Whether a line is {@code goroutine 1 [running]:}. */
  public static boolean isGoroutine(String line) {
    return line.startsWith("goroutine ") && line.endsWith("]:") && Scan.isDigit(line, 10);
  }

  /** The exception of a text that begins with a panic; null if no goroutine follows. */
  static ExceptionInfo read(String text) {
    String[] lines = text.split("\n");
    int goroutine = 0;
    while (goroutine < lines.length && !isGoroutine(lines[goroutine])) {
      goroutine++;
    }
    if (goroutine == lines.length) {
      return null;
    }
    StringBuilder said = new StringBuilder(lines[0].substring(lines[0].indexOf(": ") + 2));
    for (int i = 1; i < goroutine && !isAside(lines[i]); i++) {
      said.append('\n').append(lines[i]);
    }
    String message = said.toString();
    message = message.endsWith(RECOVERED) ? message.substring(0, message.length() - 12) : message;
    String type = lines[0].startsWith(PANIC) ? "panic" : "fatal error";
    return new ExceptionInfo(type, message.strip(), frames(lines, goroutine + 1), List.of());
  }

  private static boolean isAside(String line) {
    return line.isBlank() || Scan.isIndented(line) || line.startsWith("[signal ");
  }

  private static List<String> frames(String[] lines, int from) {
    List<String> frames = new ArrayList<>();
    for (int i = from; i < lines.length && !lines[i].isBlank(); i++) {
      boolean place = Scan.isIndented(lines[i]) && !frames.isEmpty();
      if (place) {
        FrameList.below(frames, lines[i]);
      } else if (i + 1 < lines.length && Scan.isIndented(lines[i + 1])) {
        frames.add(lines[i]);
      }
    }
    return frames;
  }
}
