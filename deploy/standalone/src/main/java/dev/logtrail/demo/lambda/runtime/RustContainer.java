package dev.logtrail.demo.lambda.runtime;

import dev.logtrail.demo.lambda.script.Fault;
import dev.logtrail.demo.lambda.script.Say;
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
  public List<Output> say(Say say, Moment at) {
    if (say.level() == null) {
      return Output.lines(at.ms(), say.text());
    }
    String cause = say.fault() == null ? "" : " error=" + quoted(say.fault());
    return tracing(say.level(), "search_indexer: " + say.text() + cause, at);
  }

  @Override
  public List<Output> unhandled(Fault fault, Moment at) {
    return tracing(Level.ERROR, "lambda_runtime::layers::api_response: " + quoted(fault), at);
  }

  @Override
  public List<Output> initFailure(Fault fault, Moment at) {
    return Output.lines(at.ms(), "Error: " + quoted(fault));
  }

  @Override
  public List<Output> crash(Fault fault, Moment at) {
    Fault.Frame frame = fault.innermostFirst().get(0);
    return Output.lines(
        at.ms(),
        "thread 'main' panicked at "
            + frame.file()
            + ":"
            + frame.line()
            + ":9:\n"
            + fault.message()
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
  public String errorPayload(Fault fault) {
    return SpacedJson.compact(
        SpacedJson.map("errorType", fault.type(), "errorMessage", fault.message()));
  }

  /** Levels are five wide, so INFO and WARN begin with a space. */
  private static List<Output> tracing(Level level, String text, Moment at) {
    String span =
        at.inRequest() ? "Lambda runtime invoke{requestId=\"" + at.requestId() + "\"}: " : "";
    return Output.lines(at.ms(), String.format("%5s ", level) + span + text);
  }

  private static String quoted(Fault fault) {
    return fault.type() + " { message: \"" + fault.message() + "\" }";
  }
}
