package dev.logtrail.reading.exception;

import dev.logtrail.reading.text.Scan;
import dev.logtrail.trail.ExceptionInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the traces of Ruby, as the interpreter and as loggers print them.
 *
 * <pre>
 *   /var/task/a.rb:3:in `pay': no card (CardError)      no card (CardError)
 *           from /var/task/a.rb:9:in `handler'          /var/task/a.rb:3:in `pay'
 * </pre>
 */
public final class RubyTrace {
  private static final String FROM = "from ";

  private RubyTrace() {}

  /** Whether a line is a frame: {@code path:line:in `method'}. */
  public static boolean isFrame(String line) {
    int in = line.indexOf(":in `");
    in = in < 0 ? line.indexOf(":in '") : in;
    return in > 1 && Scan.isDigit(line, in - 1);
  }

  /** The exception in a text; null if it holds none. */
  static ExceptionInfo read(String text) {
    String[] lines = text.split("\n");
    List<String> frames = new ArrayList<>();
    for (int i = 1; i < lines.length && isFrame(lines[i]); i++) {
      String frame = lines[i].strip();
      frames.add(frame.startsWith(FROM) ? frame.substring(FROM.length()) : frame);
    }
    int open = lines[0].lastIndexOf(" (");
    if (frames.isEmpty() || open < 0 || !lines[0].endsWith(")")) {
      return null;
    }
    String type = lines[0].substring(open + 2, lines[0].length() - 1);
    String message = lines[0].substring(0, open);
    int place = isFrame(message) ? message.indexOf(": ", message.indexOf(":in ")) : -1;
    if (place > 0) {
      frames.add(0, message.substring(0, place));
      message = message.substring(place + 2);
    }
    return new ExceptionInfo(type, message, frames, List.of());
  }
}
