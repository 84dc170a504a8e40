package dev.logtrail.demo.lambda.runtime;

import dev.logtrail.demo.lambda.script.LogCall;
import dev.logtrail.demo.lambda.script.ScriptedException;
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
  public List<Output> write(LogCall call, LogContext at) {
    if (call.level() == null) {
      return Output.lines(at.ms(), call.text());
    }
    // console.log(object) puts the object itself where the text would be.
    Object message = call.text();
    if (!call.fields().isEmpty()) {
      Map<String, Object> object = SpacedJson.map("msg", call.text());
      object.putAll(call.fields());
      message = object;
    }
    return List.of(record(call.level(), message, call.exception(), at));
  }

  @Override
  public List<Output> unhandled(ScriptedException exception, LogContext at) {
    return List.of(record(Level.ERROR, NodeStackTrace.error(exception, "stackTrace"), null, at));
  }

  @Override
  public List<Output> initFailure(ScriptedException exception, LogContext at) {
    return crash(exception, at);
  }

  @Override
  public List<Output> crash(ScriptedException exception, LogContext at) {
    return List.of(record(Level.ERROR, NodeStackTrace.error(exception, "stackTrace"), null, at));
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

  private static Output record(
      Level level, Object message, ScriptedException exception, LogContext at) {
    Map<String, Object> record =
        SpacedJson.map(
            "timestamp", at.iso(),
            "level", level.name(),
            "requestId", at.requestId(),
            "message", message);
    if (exception != null) {
      record.putAll(NodeStackTrace.error(exception, "stackTrace"));
    }
    return new Output(at.ms(), SpacedJson.compact(record), at.inRequest());
  }
}
