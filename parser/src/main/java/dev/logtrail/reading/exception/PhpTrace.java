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
  public static final String STACK = "Stack trace:";

  /** What stands before the exceptions of a chain, from the second on. */
  public static final String NEXT = "Next ";

  private static final String UNCAUGHT = "Uncaught ";

  private PhpTrace() {}

  /** Whether a line is a frame: {@code #0 path(line): call}. */
  public static boolean isFrame(String line) {
    return line.startsWith("#") && Scan.isDigit(line, 1) && line.indexOf(' ') > 1;
  }

  /**
   * Whether a line names an exception whose trace PHP prints below it: nobody caught it, or it was
   * printed, {@code CardError: no card in /var/task/a.php:3}.
   */
  public static boolean isHead(String line) {
    int in = line.lastIndexOf(" in ");
    return in > 0 && (line.contains(UNCAUGHT) || isPlace(line, in) && ExceptionHead.isOnly(line));
  }

  /** Whether a line ends with the place of an exception whose message began on a line above. */
  public static boolean endsWithPlace(String line) {
    return isPlace(line, line.lastIndexOf(" in "));
  }

  private static boolean isPlace(String line, int in) {
    int colon = line.lastIndexOf(':');
    return in >= 0 && colon > in && Scan.digitsEnd(line, colon + 1) == line.length();
  }

  /** The exception in a text; null if it holds none. The last of a chain was thrown last. */
  static ExceptionInfo read(String text) {
    List<ExceptionInfo> chain = new ArrayList<>();
    StringBuilder head = new StringBuilder();
    List<String> frames = new ArrayList<>();
    boolean trace = false;
    for (String line : text.split("\n")) {
      if (trace && line.startsWith(NEXT)) {
        chain.add(0, head(head.toString()).with(List.copyOf(frames), List.of()));
        head.setLength(0);
        frames.clear();
        trace = false;
      }
      if (line.equals(STACK)) {
        trace = true;
      } else if (trace && isFrame(line)) {
        frames.add(line);
      } else if (!trace) {
        head.append(head.length() == 0 ? "" : "\n").append(line);
      }
    }
    ExceptionHead last = head(head.toString());
    return frames.isEmpty() || last == null ? null : last.with(frames, chain);
  }

  private static ExceptionHead head(String text) {
    int at = text.indexOf(UNCAUGHT);
    int from = at >= 0 ? at + UNCAUGHT.length() : text.startsWith(NEXT) ? NEXT.length() : 0;
    int in = text.lastIndexOf(" in ");
    return ExceptionHead.only(text.substring(from, Math.max(from, in < 0 ? text.length() : in)));
  }
}
