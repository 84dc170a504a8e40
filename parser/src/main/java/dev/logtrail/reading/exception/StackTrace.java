package dev.logtrail.reading.exception;

import dev.logtrail.reading.text.Scan;
import dev.logtrail.trail.ExceptionInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads stack traces whose frames begin with {@code at}: Java's, Node's and .NET's, with their
 * causes. What Java suppressed stays in the text only: it caused nothing.
 */
public final class StackTrace {
  private static final String CAUSED_BY = "Caused by: ";
  private static final String CAUSE = "[cause]: ";
  private static final String INNER = "---> ";

  private final List<Part> parts = new ArrayList<>();
  private final List<String> head = new ArrayList<>();
  private Part current = new Part(null);
  private boolean suppressed;

  /** An exception while it is read: the first is the one reported, the others its causes. */
  private static final class Part {
    private final StringBuilder head = new StringBuilder();
    private final Part outer;
    private final List<String> frames = new ArrayList<>();

    Part(Part outer) {
      this.outer = outer;
    }
  }

  private StackTrace() {
    parts.add(current);
  }

  /** The exception in the text; null if there is no frame in it. */
  static ExceptionInfo read(String text) {
    StackTrace trace = new StackTrace();
    for (String line : text.split("\n")) {
      trace.line(line, Scan.stripped(line));
    }
    return trace.parts.stream().allMatch(p -> p.frames.isEmpty()) ? null : trace.result();
  }

  /** Whether a line is a frame: {@code at } and a place in code. */
  public static boolean isFrame(String line) {
    int i = 0;
    while (i < line.length() && Scan.isBlank(line.charAt(i))) {
      i++;
    }
    if (i == 0 || !line.startsWith("at ", i)) {
      return false;
    }
    int from = i + 3;
    int end = line.endsWith(" {") ? line.length() - 2 : line.length();
    return line.indexOf('(', from) > 0
        || line.startsWith("..", from)
        || Scan.isDigit(line, end - 1) && line.lastIndexOf(':', end) > from;
  }

  /** Whether a line belongs to a stack trace between or behind its frames. */
  public static boolean isPart(String line) {
    String text = Scan.stripped(line);
    return isFrame(line)
        || text.startsWith(CAUSED_BY)
        || text.startsWith("Suppressed: ") && text.length() < line.length()
        || text.startsWith(CAUSE)
        || text.startsWith(INNER)
        || text.startsWith("--- End of ")
        || isOmission(line, text);
  }

  /** {@code ... 12 more}, {@code ... 12 common frames omitted}: frames that stand elsewhere. */
  private static boolean isOmission(String line, String text) {
    return text.startsWith("... ") && text.length() < line.length();
  }

  private void line(String line, String text) {
    if (isFrame(line)) {
      current.frames.add(text.endsWith(" {") ? text.substring(0, text.length() - 2) : text);
    } else if (text.startsWith(CAUSED_BY)) {
      causedBy(line, text.substring(CAUSED_BY.length()));
    } else if (text.startsWith("Suppressed: ") && text.length() < line.length()) {
      suppressed = true;
      current = new Part(null);
    } else if (text.startsWith(CAUSE)) {
      cause(text.substring(CAUSE.length()));
    } else if (text.startsWith("---> (Inner Exception #")) {
      current = new Part(null);
    } else if (text.startsWith(INNER)) {
      cause(text.substring(INNER.length()));
    } else if (text.startsWith("--- End of inner ")) {
      current = current.outer == null ? current : current.outer;
    } else if (isOmission(line, text)) {
      return;
    } else if (current == parts.get(0) && parts.size() == 1 && current.frames.isEmpty()) {
      head(line);
    } else if (current.frames.isEmpty() && current != parts.get(0)) {
      current.head.append('\n').append(line);
    }
  }

  /** Before .NET 5 the inner exceptions stand on the line of the outer one. */
  private void head(String line) {
    int inner = line.indexOf(" " + INNER);
    head.add(inner < 0 ? line : line.substring(0, inner));
    while (inner >= 0) {
      int from = inner + 1 + INNER.length();
      inner = line.indexOf(" " + INNER, from);
      cause(line.substring(from, inner < 0 ? line.length() : inner));
    }
  }

  /** A cause of what was suppressed stands indented like it. */
  private void causedBy(String line, String rest) {
    if (suppressed && Scan.isIndented(line)) {
      current = new Part(null);
      return;
    }
    suppressed = false;
    cause(rest);
  }

  private void cause(String rest) {
    current = new Part(current);
    parts.add(current);
    current.head.append(rest);
  }

  private ExceptionInfo result() {
    List<ExceptionInfo> causes = new ArrayList<>();
    for (Part part : parts.subList(1, parts.size())) {
      String head = part.head.toString();
      causes.add(ExceptionHead.find(head.stripTrailing()).with(part.frames, List.of()));
    }
    return ExceptionHead.find(headText()).with(parts.get(0).frames, causes);
  }

  /** From the last line that begins with an exception's name on; else the last line with text. */
  private String headText() {
    for (int k = head.size() - 1; k >= 0; k--) {
      if (ExceptionHead.begins(head.get(k))) {
        return String.join("\n", head.subList(k, head.size())).strip();
      }
    }
    for (int k = head.size() - 1; k >= 0; k--) {
      if (!head.get(k).isBlank()) {
        return head.get(k).strip();
      }
    }
    return "";
  }
}
