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
  private static final int IN = ":in `".length();

  private RubyTrace() {}

  /** Whether a line is a frame: {@code path:line:in `method'}, and not the head of a trace. */
  public static boolean isFrame(String line) {
    return placeAt(line) > 0 && !isHead(line);
  }

  /** Whether a line names a place and the exception: {@code path:line:in `pay': no card (X)}. */
  public static boolean isHead(String line) {
    int in = placeAt(line);
    boolean own = in > 0 && !Scan.isIndented(line) && !line.startsWith(FROM);
    return own && line.endsWith(")") && line.startsWith("': ", line.indexOf('\'', in + IN));
  }

  /** Where {@code :in `method'} stands behind the number of a line; 0 if nowhere. */
  private static int placeAt(String line) {
    int in = line.indexOf(":in `");
    in = in < 0 ? line.indexOf(":in '") : in;
    return in > 1 && Scan.isDigit(line, in - 1) ? in : 0;
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
    int place = placeAt(message) > 0 ? message.indexOf(": ", message.indexOf(":in ")) : -1;
    if (place > 0) {
      frames.add(0, message.substring(0, place));
      message = message.substring(place + 2);
    }
    return new ExceptionInfo(type, message, frames, List.of());
  }
}
