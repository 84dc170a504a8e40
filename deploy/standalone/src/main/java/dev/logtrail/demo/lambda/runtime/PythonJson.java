package dev.logtrail.demo.lambda.runtime;

import dev.logtrail.demo.lambda.script.LogCall;
import dev.logtrail.demo.lambda.script.ScriptedException;
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
  public List<Output> write(LogCall call, LogContext at) {
    if (call.level() == null) {
      String trace =
          call.exception() == null
              ? ""
              : "\n" + PythonStackTrace.ofTraceback(call.exception(), ' ');
      return Output.lines(at.ms(), call.text() + trace);
    }
    Map<String, Object> record =
        SpacedJson.map(
            "timestamp", at.isoSeconds(),
            "level", PythonStackTrace.level(call.level()),
            "message", call.text(),
            "logger", "inventory");
    ScriptedException exception = call.exception();
    if (exception != null) {
      record.put("stackTrace", PythonStackTrace.stackTrace(exception));
      record.put("errorType", exception.type());
      record.put("errorMessage", exception.message());
    }
    record.put("requestId", at.inRequest() ? at.requestId() : "");
    if (exception != null && !exception.frames().isEmpty()) {
      ScriptedException.Frame last = exception.frames().get(exception.frames().size() - 1);
      record.put("location", last.file() + ":" + last.function() + ":" + last.line());
    }
    record.putAll(call.fields());
    return List.of(record(record, at));
  }

  @Override
  public List<Output> unhandled(ScriptedException exception, LogContext at) {
    return List.of(
        record(
            SpacedJson.map(
                "timestamp", at.isoSeconds(),
                "log_level", "ERROR",
                "errorMessage", exception.message(),
                "errorType", exception.type(),
                "requestId", at.inRequest() ? at.requestId() : "",
                "stackTrace", PythonStackTrace.stackTrace(exception)),
            at));
  }

  @Override
  public List<Output> initFailure(ScriptedException exception, LogContext at) {
    ScriptedException reported =
        new ScriptedException(
            initErrorType(), "Unable to import module 'app': " + exception.message(), List.of());
    return unhandled(reported, at);
  }

  @Override
  public List<Output> crash(ScriptedException exception, LogContext at) {
    return Output.lines(at.ms(), PythonStackTrace.ofTraceback(exception, ' '));
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
  public String errorPayload(ScriptedException exception) {
    return PythonStackTrace.payload(exception);
  }

  /** The event's timestamp is the record's own, so it may lie before its neighbours'. */
  private static Output record(Map<String, Object> record, LogContext at) {
    return new Output(at.secondMs(), SpacedJson.spaced(record) + "\n", at.inRequest());
  }
}
