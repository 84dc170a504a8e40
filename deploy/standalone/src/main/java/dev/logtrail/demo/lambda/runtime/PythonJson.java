package dev.logtrail.demo.lambda.runtime;

import dev.logtrail.demo.lambda.script.Fault;
import dev.logtrail.demo.lambda.script.Say;
import java.util.List;
import java.util.Map;

/** Python, JSON format: times cut to the second, {@code log_level} in unhandled errors. */
final class PythonJson implements LambdaRuntime {
  @Override
  public String version() {
    return "python:3.12.v81";
  }

  @Override
  public boolean json() {
    return true;
  }

  @Override
  public List<Output> say(Say say, Moment at) {
    if (say.level() == null) {
      String trace = say.fault() == null ? "" : "\n" + PythonTrace.ofTraceback(say.fault(), ' ');
      return Output.lines(at.ms(), say.text() + trace);
    }
    Map<String, Object> record =
        SpacedJson.map(
            "timestamp", at.isoSeconds(),
            "level", PythonTrace.level(say.level()),
            "message", say.text(),
            "logger", "inventory");
    Fault fault = say.fault();
    if (fault != null) {
      record.put("stackTrace", PythonTrace.stackTrace(fault));
      record.put("errorType", fault.type());
      record.put("errorMessage", fault.message());
    }
    record.put("requestId", at.inRequest() ? at.requestId() : "");
    if (fault != null && !fault.frames().isEmpty()) {
      Fault.Frame last = fault.frames().get(fault.frames().size() - 1);
      record.put("location", last.file() + ":" + last.function() + ":" + last.line());
    }
    record.putAll(say.fields());
    return List.of(record(record, at));
  }

  @Override
  public List<Output> unhandled(Fault fault, Moment at) {
    return List.of(
        record(
            SpacedJson.map(
                "timestamp", at.isoSeconds(),
                "log_level", "ERROR",
                "errorMessage", fault.message(),
                "errorType", fault.type(),
                "requestId", at.inRequest() ? at.requestId() : "",
                "stackTrace", PythonTrace.stackTrace(fault)),
            at));
  }

  @Override
  public List<Output> initFailure(Fault fault, Moment at) {
    Fault reported =
        new Fault(initErrorType(), "Unable to import module 'app': " + fault.message(), List.of());
    return unhandled(reported, at);
  }

  @Override
  public List<Output> crash(Fault fault, Moment at) {
    return Output.lines(at.ms(), PythonTrace.ofTraceback(fault, ' '));
  }

  @Override
  public String exitReason() {
    return "exit status 1";
  }

  @Override
  public String initErrorType() {
    return "Runtime.ImportModuleError";
  }

  @Override
  public String errorPayload(Fault fault) {
    return PythonTrace.payload(fault);
  }

  /** The event's timestamp is the record's own, so it may lie before its neighbours'. */
  private static Output record(Map<String, Object> record, Moment at) {
    return new Output(at.secondMs(), SpacedJson.spaced(record) + "\n", at.inRequest());
  }
}
