package dev.logtrail.demo.lambda.runtime;

import dev.logtrail.demo.lambda.script.LogCall;
import dev.logtrail.demo.lambda.script.ScriptedException;
import java.util.List;

/** Java, text format: LambdaLogger as one event without a line break, System.out line by line. */
final class JavaText implements LambdaRuntime {
  @Override
  public String version() {
    return "java:21.v38";
  }

  @Override
  public boolean json() {
    return false;
  }

  @Override
  public List<Output> write(LogCall call, LogContext at) {
    if (call.level() == null) {
      String trace = call.exception() == null ? "" : "\n" + trace(call.exception());
      return Output.lines(at.ms(), call.text() + trace);
    }
    String trace = call.exception() == null ? "" : "\n" + trace(call.exception());
    return List.of(new Output(at.ms(), "[" + call.level() + "] " + call.text() + trace, false));
  }

  /** {@code message: class}, then the stack trace, then an empty line: one event. */
  @Override
  public List<Output> unhandled(ScriptedException exception, LogContext at) {
    String text = exception.message() + ": " + exception.type() + "\n" + trace(exception) + "\n\n";
    return List.of(new Output(at.ms(), text, false));
  }

  @Override
  public List<Output> initFailure(ScriptedException exception, LogContext at) {
    String text =
        "Error loading class com.shop.report.Handler: "
            + exception.message()
            + ": "
            + exception.type()
            + "\n"
            + trace(exception)
            + "\n\n";
    return List.of(new Output(at.ms(), text, false));
  }

  @Override
  public List<Output> crash(ScriptedException exception, LogContext at) {
    return Output.lines(at.ms(), "Exception in thread \"report-writer\" " + trace(exception));
  }

  @Override
  public String exitReason() {
    return "exit status 1";
  }

  @Override
  public String initErrorType() {
    return "Runtime.BadFunctionCode";
  }

  @Override
  public String errorPayload(ScriptedException exception) {
    return SpacedJson.compact(
        SpacedJson.map(
            "errorMessage", exception.message(),
            "errorType", exception.type(),
            "stackTrace", exception.innermostFirst().stream().map(JavaText::call).toList()));
  }

  private static String trace(ScriptedException exception) {
    StringBuilder text =
        new StringBuilder(exception.type()).append(": ").append(exception.message());
    for (ScriptedException.Frame frame : exception.innermostFirst()) {
      text.append("\n\tat ").append(call(frame));
    }
    return text.toString();
  }

  private static String call(ScriptedException.Frame frame) {
    return frame.function() + "(" + frame.file() + ":" + frame.line() + ")";
  }
}
