package dev.logtrail.reading.exception;

import dev.logtrail.reading.text.Scan;
import dev.logtrail.trail.ExceptionInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads Python's tracebacks, chained ones and exception groups too. A frame is its {@code File …}
 * line with the source below it, without the carets that mark a place in it.
 *
 * <p>The last exception of a chain is the one reported; those before it are its causes.
 */
public final class PythonTrace {
  public static final String HEAD = "Traceback (most recent call last):";
  public static final String GROUP_HEAD = "Exception Group Traceback (most recent call last):";

  /** One traceback of a chain. */
  private static final class Part {
    private final List<String> frames = new ArrayList<>();
    private StringBuilder head;

    /** The line of carets below the last source line, kept only if more source follows. */
    private String marks = "";
  }

  private final List<Part> parts = new ArrayList<>();
  private final List<String> before = new ArrayList<>();
  private boolean linked;

  private PythonTrace() {}

  /** The exception of a text that holds a traceback; null if it holds none. */
  static ExceptionInfo read(String text) {
    if (text.contains(GROUP_HEAD)) {
      return PythonGroup.read(text);
    }
    return text.contains(HEAD) ? read(List.of(text.split("\n"))) : null;
  }

  /** The same of lines; a last line without a traceback is an exception without frames. */
  static ExceptionInfo read(List<String> lines) {
    PythonTrace trace = new PythonTrace();
    lines.forEach(trace::line);
    return trace.result();
  }

  /** Whether a line is the frame that caught the exception, as loguru marks it. */
  public static boolean isMarkedFrame(String line) {
    return line.startsWith("> File \"");
  }

  /** Whether a line links two tracebacks of a chain. */
  public static boolean isLink(String line) {
    return line.startsWith("During handling of the above exception, another")
        || line.startsWith("The above exception was the direct cause of");
  }

  private void line(String line) {
    Part part = parts.isEmpty() ? null : parts.get(parts.size() - 1);
    if (line.endsWith(HEAD)) {
      if (line.length() > HEAD.length()) {
        before.add(line.substring(0, line.length() - HEAD.length()).strip());
      }
      parts.add(new Part());
      linked = false;
    } else if (part == null) {
      before.add(line);
    } else if (part.head == null) {
      frameOrHead(part, line);
    } else if (isLink(line)) {
      linked = true;
    } else if (!linked) {
      part.head.append('\n').append(line);
    }
  }

  private static void frameOrHead(Part part, String line) {
    if (isMarkedFrame(line)) {
      part.frames.add(line.substring(2));
      part.marks = "";
      return;
    }
    if (!Scan.isIndented(line)) {
      part.head = line.isEmpty() ? null : new StringBuilder(line);
      return;
    }
    String text = Scan.stripped(line);
    if (text.startsWith("File ") || part.frames.isEmpty()) {
      part.frames.add(text);
      part.marks = "";
    } else if (isMark(text)) {
      part.marks = line;
    } else if (!text.startsWith("[Previous line repeated")) {
      FrameList.below(part.frames, part.marks.isEmpty() ? line : part.marks + "\n" + line);
      part.marks = "";
    }
  }

  /** Carets and tildes under a piece of source. */
  private static boolean isMark(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '^' && c != '~' && c != ' ') {
        return false;
      }
    }
    return true;
  }

  private ExceptionInfo result() {
    String head = String.join("\n", before).strip();
    if (parts.isEmpty()) {
      return ExceptionHead.only(head).with(List.of(), List.of());
    }
    List<ExceptionInfo> causes = new ArrayList<>();
    for (int k = parts.size() - 2; k >= 0; k--) {
      causes.add(info(parts.get(k), "", List.of()));
    }
    return info(parts.get(parts.size() - 1), head, causes);
  }

  /** New runtimes write the exception before the traceback and not after it. */
  private static ExceptionInfo info(Part part, String before, List<ExceptionInfo> causes) {
    if (part.head != null) {
      return ExceptionHead.only(part.head.toString().strip()).with(part.frames, causes);
    }
    boolean named = !before.isEmpty() && ExceptionHead.isOnly(before);
    ExceptionHead head = named ? ExceptionHead.only(before) : new ExceptionHead(null, null);
    return head.with(part.frames, causes);
  }
}
