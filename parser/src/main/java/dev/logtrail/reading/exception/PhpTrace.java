package dev.logtrail.reading.exception;

import dev.logtrail.reading.text.Scan;
import dev.logtrail.trail.ExceptionInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the traces of PHP.
 *
 * <pre>
 *   PHP Fatal error:  Uncaught CardError: no card in /var/task/a.php:3
 *   Stack trace:
 *   #0 /var/task/a.php(9): pay()
 *     thrown in /var/task/a.php on line 3
 * </pre>
 */
public final class PhpTrace {
  private static final String UNCAUGHT = "Uncaught ";

  private PhpTrace() {}

  /** Whether a line is a frame: {@code #0 path(line): call}. */
  public static boolean isFrame(String line) {
    return line.startsWith("#") && Scan.isDigit(line, 1) && line.indexOf(' ') > 1;
  }

  /** Whether a line names an exception whose trace PHP prints below it. */
  public static boolean isHead(String line) {
    return line.contains(UNCAUGHT) && line.contains(" in ");
  }

  /** The exception in a text; null if it holds none. */
  static ExceptionInfo read(String text) {
    List<String> frames = new ArrayList<>();
    for (String line : text.split("\n")) {
      if (isFrame(line)) {
        frames.add(line);
      }
    }
    String first = Scan.firstLine(text);
    int at = first.indexOf(UNCAUGHT);
    if (at < 0 || frames.isEmpty()) {
      return null;
    }
    int in = first.lastIndexOf(" in ");
    String head = first.substring(at + UNCAUGHT.length(), in > at ? in : first.length());
    return ExceptionHead.only(head).with(frames, List.of());
  }
}
