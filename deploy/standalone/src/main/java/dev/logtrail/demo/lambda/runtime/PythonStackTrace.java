package dev.logtrail.demo.lambda.runtime;

import dev.logtrail.demo.lambda.script.ScriptedException;
import dev.logtrail.trail.Level;
import java.util.List;

/** What both Python formats share: the shape of tracebacks, and the names of levels. */
final class PythonStackTrace {
  private PythonStackTrace() {}

  static String level(Level level) {
    return switch (level) {
      case TRACE, DEBUG -> "DEBUG";
      case INFO -> "INFO";
      case WARN -> "WARNING";
      case ERROR -> "ERROR";
      case FATAL -> "CRITICAL";
    };
  }

  /** As {@code traceback.format_exc} gives it, without the final line break. */
  static String ofTraceback(ScriptedException exception, char space) {
    return header() + frames(exception, space) + exception.type() + ": " + exception.message();
  }

  static String header() {
    return "Traceback (most recent call last):\n";
  }

  /** Two lines a frame, each with its line break. */
  static String frames(ScriptedException exception, char space) {
    String indent = String.valueOf(space).repeat(2);
    StringBuilder text = new StringBuilder();
    for (ScriptedException.Frame frame : exception.frames()) {
      text.append(indent).append(place(frame)).append('\n');
      text.append(indent).append(indent).append(frame.code()).append('\n');
    }
    return text.toString();
  }

  /** The {@code stackTrace} of JSON records and of payloads. */
  static List<String> stackTrace(ScriptedException exception) {
    return exception.frames().stream()
        .map(frame -> "  " + place(frame) + "\n    " + frame.code() + "\n")
        .toList();
  }

  static String payload(ScriptedException exception) {
    return SpacedJson.spaced(
        SpacedJson.map(
            "errorMessage", exception.message(),
            "errorType", exception.type(),
            "stackTrace", stackTrace(exception)));
  }

  private static String place(ScriptedException.Frame frame) {
    return "File \"" + frame.file() + "\", line " + frame.line() + ", in " + frame.function();
  }
}
