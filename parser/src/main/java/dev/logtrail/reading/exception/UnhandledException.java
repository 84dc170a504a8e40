package dev.logtrail.reading.exception;

import dev.logtrail.line.Failures;
import dev.logtrail.reading.text.Scan;
import dev.logtrail.trail.ExceptionInfo;
import dev.logtrail.trail.Outcome;

/** Tells an exception that a runtime printed because nobody caught it from one that code logged. */
public final class UnhandledException {
  private UnhandledException() {}

  /** Whether an error type says that the function's code or handler could not be loaded. */
  public static boolean isNotLoaded(String type) {
    return type != null && Failures.ofStatus("error", type) == Outcome.INIT_ERROR;
  }

  /** Python's JSON record: the only one with {@code log_level} for a level. */
  public static boolean isPythonJson(String json) {
    return json.startsWith("{\"timestamp\"")
        && json.contains("\"log_level\"")
        && json.contains("\"errorType\"");
  }

  /**
   * Python: {@code [ERROR] KeyError: 'x'⏎Traceback …} without time and id columns, or {@code 'x':
   * KeyError⏎Traceback …} of old runtimes. An import error is known by its type, should its
   * traceback be cut off.
   */
  public static boolean isPython(String text, ExceptionInfo exception) {
    String type = exception.type();
    if (isNotLoaded(type) && text.startsWith("[ERROR] " + type)) {
      return true;
    }
    int traceback = type == null ? -1 : text.indexOf("\n" + PythonTrace.HEAD);
    if (traceback < 0) {
      return false;
    }
    return Scan.firstLine(text).contains("[ERROR] " + type)
        || ExceptionAnnouncement.endsWith(Scan.lastLine(text.substring(0, traceback)), type);
  }

  /**
   * Java: {@code <message>: <class>⏎<class>: <message>⏎\tat …}, or {@code <class>: <class>⏎…}
   * without a message. The message may take several lines.
   */
  public static boolean isJava(String text, ExceptionInfo exception) {
    String type = exception.type();
    int at = type == null ? -1 : text.indexOf("\n" + type);
    return at > 0 && ExceptionAnnouncement.endsWith(Scan.lastLine(text.substring(0, at)), type);
  }

  /**
   * .NET: the exception's own text, with the runtime's frames at the bottom: an exception that the
   * function caught itself never saw them.
   */
  public static boolean isDotNet(String text, ExceptionInfo exception) {
    boolean whole = exception.type() != null && Scan.firstLine(text).contains(exception.type());
    return whole
        && exception.frames().stream()
            .anyMatch(f -> f.contains("Amazon.Lambda.RuntimeSupport.") || isLambdaMethod(f));
  }

  private static boolean isLambdaMethod(String frame) {
    return frame.startsWith("at lambda_method");
  }

  /** The end of a Go program, of Rust's main thread, or of a PHP script. */
  public static boolean isPanic(String text, ExceptionInfo exception) {
    return exception.type() != null && text.startsWith(exception.type()) && GoPanic.begins(text)
        || text.startsWith("thread 'main'")
        || isPhp(text);
  }

  /** As it stands in the log, behind a time or not, or as it is displayed. */
  private static boolean isPhp(String text) {
    int at = text.startsWith("[") ? text.indexOf("] ") + 2 : 0;
    return text.startsWith("PHP Fatal error:  Uncaught ", at)
        || text.stripLeading().startsWith("Fatal error: Uncaught ");
  }

  /** The targets under which Rust's runtime reports that a handler failed. */
  public static boolean isRust(String logger) {
    return logger != null
        && (logger.equals("lambda_runtime") || logger.startsWith("lambda_runtime::"));
  }
}
