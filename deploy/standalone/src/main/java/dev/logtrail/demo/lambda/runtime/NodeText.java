package dev.logtrail.demo.lambda.runtime;

import dev.logtrail.demo.lambda.script.LogCall;
import dev.logtrail.demo.lambda.script.ScriptedException;
import dev.logtrail.trail.Level;
import java.util.List;

/** Node.js, text format: time, id, level and text between tabs. */
final class NodeText implements LambdaRuntime {
  @Override
  public String version() {
    return "nodejs:22.v29";
  }

  @Override
  public boolean json() {
    return false;
  }

  @Override
  public List<Output> write(LogCall call, LogContext at) {
    String text = call.text();
    if (call.exception() != null) {
      text += " " + String.join("\n", NodeStackTrace.stack(call.exception()));
    }
    return call.level() == null ? Output.lines(at.ms(), text) : console(call.level(), text, at);
  }

  /** The runtime joins its two arguments with a space: hence the space before the tab. */
  @Override
  public List<Output> unhandled(ScriptedException exception, LogContext at) {
    return console(
        Level.ERROR,
        "Invoke Error \t" + SpacedJson.compact(NodeStackTrace.error(exception, "stack")),
        at);
  }

  @Override
  public List<Output> initFailure(ScriptedException exception, LogContext at) {
    return crash(exception, at);
  }

  @Override
  public List<Output> crash(ScriptedException exception, LogContext at) {
    return console(
        Level.ERROR,
        "Uncaught Exception \t" + SpacedJson.compact(NodeStackTrace.error(exception, "stack")),
        at);
  }

  @Override
  public String exitReason() {
    return "exit status 129";
  }

  @Override
  public String initErrorType() {
    return "Runtime.Unknown";
  }

  @Override
  public String errorPayload(ScriptedException exception) {
    return NodeStackTrace.payload(exception);
  }

  private static List<Output> console(Level level, String text, LogContext at) {
    String id = at.inRequest() ? at.requestId() : "undefined";
    String line = at.iso() + "\t" + id + "\t" + level + "\t" + text + "\n";
    return List.of(new Output(at.ms(), line, at.inRequest()));
  }
}
