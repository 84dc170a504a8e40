package dev.logtrail.demo.lambda.runtime;

import dev.logtrail.demo.lambda.script.Fault;
import dev.logtrail.demo.lambda.script.Say;
import dev.logtrail.trail.Level;
import java.util.List;
import java.util.Map;

/** Node.js, JSON format: one record a call, without a line break; no id key during init. */
final class NodeJson implements LambdaRuntime {
  @Override
  public String version() {
    return "nodejs:22.mainline.v122";
  }

  @Override
  public boolean json() {
    return true;
  }

  @Override
  public List<Output> say(Say say, Moment at) {
    if (say.level() == null) {
      return Output.lines(at.ms(), say.text());
    }
    // console.log(object) puts the object itself where the text would be.
    Object message = say.text();
    if (!say.fields().isEmpty()) {
      Map<String, Object> object = SpacedJson.map("msg", say.text());
      object.putAll(say.fields());
      message = object;
    }
    return List.of(record(say.level(), message, say.fault(), at));
  }

  @Override
  public List<Output> unhandled(Fault fault, Moment at) {
    return List.of(record(Level.ERROR, NodeTrace.error(fault, "stackTrace"), null, at));
  }

  @Override
  public List<Output> initFailure(Fault fault, Moment at) {
    return crash(fault, at);
  }

  @Override
  public List<Output> crash(Fault fault, Moment at) {
    return List.of(record(Level.ERROR, NodeTrace.error(fault, "stackTrace"), null, at));
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

  private static Output record(Level level, Object message, Fault fault, Moment at) {
    Map<String, Object> record =
        SpacedJson.map(
            "timestamp", at.iso(),
            "level", level.name(),
            "requestId", at.requestId(),
            "message", message);
    if (fault != null) {
      record.putAll(NodeTrace.error(fault, "stackTrace"));
    }
    return new Output(at.ms(), SpacedJson.compact(record), at.inRequest());
  }
}
