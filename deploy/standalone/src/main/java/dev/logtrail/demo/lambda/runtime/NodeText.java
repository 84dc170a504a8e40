package dev.logtrail.demo.lambda.runtime;

import dev.logtrail.demo.lambda.script.Fault;
import dev.logtrail.demo.lambda.script.Say;
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
  public List<Output> say(Say say, Moment at) {
    String text = say.text();
    if (say.fault() != null) {
      text += " " + String.join("\n", NodeTrace.stack(say.fault()));
    }
    return say.level() == null ? Output.lines(at.ms(), text) : console(say.level(), text, at);
  }

  /** The runtime joins its two arguments with a space: hence the space before the tab. */
  @Override
  public List<Output> unhandled(Fault fault, Moment at) {
    return console(
        Level.ERROR, "Invoke Error \t" + SpacedJson.compact(NodeTrace.error(fault, "stack")), at);
  }

  @Override
  public List<Output> initFailure(Fault fault, Moment at) {
    return crash(fault, at);
  }

  @Override
  public List<Output> crash(Fault fault, Moment at) {
    return console(
        Level.ERROR,
        "Uncaught Exception \t" + SpacedJson.compact(NodeTrace.error(fault, "stack")),
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
  public String errorPayload(Fault fault) {
    return NodeTrace.payload(fault);
  }

  private static List<Output> console(Level level, String text, Moment at) {
    String id = at.inRequest() ? at.requestId() : "undefined";
    String line = at.iso() + "\t" + id + "\t" + level + "\t" + text + "\n";
    return List.of(new Output(at.ms(), line, at.inRequest()));
  }
}
