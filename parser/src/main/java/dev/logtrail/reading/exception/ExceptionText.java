package dev.logtrail.reading.exception;

import dev.logtrail.reading.text.Scan;
import dev.logtrail.trail.ExceptionInfo;

/** Reads the exception in a text of several lines, whatever runtime printed it. */
public final class ExceptionText {
  private ExceptionText() {}

  /** The exception in {@code text}, or null. */
  public static ExceptionInfo read(String text) {
    int line = text.indexOf('\n');
    if (line < 0) {
      return RustPanic.begins(text) ? RustPanic.read(text) : null;
    }
    ExceptionInfo python = PythonTrace.read(text);
    if (python != null) {
      return python;
    }
    String first = text.substring(0, line);
    if (GoPanic.begins(first)) {
      return GoPanic.read(text);
    }
    if (RustPanic.begins(first)) {
      return RustPanic.read(text);
    }
    if (text.contains("\n" + PhpTrace.STACK + "\n#0 ")) {
      return PhpTrace.read(text);
    }
    if (RubyTrace.isFrame(Scan.firstLine(text.substring(line + 1)))) {
      return RubyTrace.read(text);
    }
    return text.contains("at ") ? StackTrace.read(text) : null;
  }
}
