package dev.logtrail.demo.lambda.runtime;

import dev.logtrail.demo.lambda.script.LogCall;
import dev.logtrail.demo.lambda.script.ScriptedException;
import dev.logtrail.trail.Level;
import java.util.List;

/**
 * A Rust program in a container image: {@code tracing} lines on standard output, panics line by
 * line, no INIT_START. The id in a span is text of the program's, not a prefix of the runtime's.
 */
final class RustContainer implements LambdaRuntime {
  @Override
  public String version() {
    return null;
  }

  @Override
  public boolean json() {
    return false;
  }

  @Override
  public List<Output> write(LogCall call, LogContext at) {
    if (call.level() == null) {
      return Output.lines(at.ms(), call.text());
    }
    String cause = call.exception() == null ? "" : " error=" + quoted(call.exception());
    return tracing(call.level(), "search_indexer: " + call.text() + cause, at);
  }

  @Override
  public List<Output> unhandled(ScriptedException exception, LogContext at) {
    return tracing(Level.ERROR, "lambda_runtime::layers::api_response: " + quoted(exception), at);
  }

  @Override
  public List<Output> initFailure(ScriptedException exception, LogContext at) {
    return Output.lines(at.ms(), "Error: " + quoted(exception));
  }

  @Override
  public List<Output> crash(ScriptedException exception, LogContext at) {
    ScriptedException.Frame frame = exception.innermostFirst().get(0);
    return Output.lines(
        at.ms(),
        "thread 'main' panicked at "
            + frame.file()
            + ":"
            + frame.line()
            + ":9:\n"
            + exception.message()
            + "\nnote: run with `RUST_BACKTRACE=1` environment variable to display a backtrace");
  }

  @Override
  public String exitReason() {
    return "exit status 101";
  }

  @Override
  public String initErrorType() {
    return "Runtime.ExitError";
  }

  @Override
  public String errorPayload(ScriptedException exception) {
    return SpacedJson.compact(
        SpacedJson.map("errorType", exception.type(), "errorMessage", exception.message()));
  }

  /** Levels are five wide, so INFO and WARN begin with a space. */
  private static List<Output> tracing(Level level, String text, LogContext at) {
    String span =
        at.inRequest() ? "Lambda runtime invoke{requestId=\"" + at.requestId() + "\"}: " : "";
    return Output.lines(at.ms(), String.format("%5s ", level) + span + text);
  }

  private static String quoted(ScriptedException exception) {
    return exception.type() + " { message: \"" + exception.message() + "\" }";
  }
}
