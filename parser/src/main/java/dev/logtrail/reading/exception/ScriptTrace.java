package dev.logtrail.reading.exception;

import dev.logtrail.reading.text.Scan;
import dev.logtrail.trail.ExceptionInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the traces of Ruby and PHP.
 *
 * <pre>
 *   /var/task/a.rb:3:in `pay': no card (CardError)      no card (CardError)
 *           from /var/task/a.rb:9:in `handler'          /var/task/a.rb:3:in `pay'
 *
 *   PHP Fatal error:  Uncaught CardError: no card in /var/task/a.php:3
 *   Stack trace:
 *   #0 /var/task/a.php(9): pay()
 *     thrown in /var/task/a.php on line 3
 * </pre>
 */
public final class ScriptTrace {
  private static final String UNCAUGHT = "Uncaught ";
  private static final String FROM = "from ";

  private ScriptTrace() {}

  /** Whether a line is a frame of Ruby's: {@code path:line:in `method'}. */
  public static boolean isRubyFrame(String line) {
    int in = line.indexOf(":in `");
    in = in < 0 ? line.indexOf(":in '") : in;
    return in > 1 && Scan.isDigit(line, in - 1);
  }

  /** Whether a line is a frame of PHP's: {@code #0 path(line): call}. */
  public static boolean isPhpFrame(String line) {
    return line.startsWith("#") && Scan.isDigit(line, 1) && line.indexOf(' ') > 1;
  }

  /** Whether a line tells of an exception that PHP is about to list. */
  public static boolean isPhpHead(String line) {
    return line.contains(UNCAUGHT) && line.contains(" in ");
  }

  /** The exception of a Ruby text; null if it holds none. */
  static ExceptionInfo ruby(String text) {
    String[] lines = text.split("\n");
    List<String> frames = new ArrayList<>();
    for (int i = 1; i < lines.length && isRubyFrame(lines[i]); i++) {
      String frame = lines[i].strip();
      frames.add(frame.startsWith(FROM) ? frame.substring(FROM.length()) : frame);
    }
    int open = lines[0].lastIndexOf(" (");
    if (frames.isEmpty() || open < 0 || !lines[0].endsWith(")")) {
      return null;
    }
    String type = lines[0].substring(open + 2, lines[0].length() - 1);
    String message = lines[0].substring(0, open);
    int place = isRubyFrame(message) ? message.indexOf(": ", message.indexOf(":in ")) : -1;
    if (place > 0) {
      frames.add(0, message.substring(0, place));
      message = message.substring(place + 2);
    }
    return new ExceptionInfo(type, message, frames, List.of());
  }

  /** The exception of a PHP text; null if it holds none. */
  static ExceptionInfo php(String text) {
    List<String> frames = new ArrayList<>();
    for (String line : text.split("\n")) {
      if (isPhpFrame(line)) {
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
