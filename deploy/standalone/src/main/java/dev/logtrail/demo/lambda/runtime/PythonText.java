package dev.logtrail.demo.lambda.runtime;

import dev.logtrail.demo.lambda.script.LogCall;
import dev.logtrail.demo.lambda.script.ScriptedException;
import dev.logtrail.trail.Level;
import java.util.List;

/** Python, text format: logging lines with level, time and id; print lines bare. */
final class PythonText implements LambdaRuntime {
  private static final char NBSP = '\u00a0';

  @Override
  public String version() {
    return "python:3.13.v50";
  }

  @Override
  public boolean json() {
    return false;
  }

  @Override
  public List<Output> write(LogCall call, LogContext at) {
    String text = call.text();
    if (call.exception() != null) {
      text += "\n" + PythonStackTrace.ofTraceback(call.exception(), ' ');
    }
    return call.level() == null ? Output.lines(at.ms(), text) : log(call.level(), text, at);
  }

  private static List<Output> log(Level level, String text, LogContext at) {
    String id = at.inRequest() ? at.requestId() : "";
    String line = "[" + PythonStackTrace.level(level) + "]\t" + at.iso() + "\t" + id + "\t" + text;
    return List.of(new Output(at.ms(), line + "\n", at.inRequest()));
  }

  /** One event; its indentation is of no-break spaces, and it has no line break at its end. */
  @Override
  public List<Output> unhandled(ScriptedException exception, LogContext at) {
    String text =
        "[ERROR] "
            + exception.type()
            + ": "
            + exception.message()
            + "\n"
            + PythonStackTrace.header()
            + PythonStackTrace.frames(exception, NBSP);
    return List.of(new Output(at.ms(), text.stripTrailing(), false));
  }

  @Override
  public List<Output> initFailure(ScriptedException exception, LogContext at) {
    String warning =
        "LAMBDA_WARNING: Unhandled exception. The most likely cause is an issue in the function"
            + " code. However, in rare cases, a Lambda runtime update can cause unexpected function"
            + " behavior. For functions using managed runtimes, runtime updates can be triggered by"
            + " a function change, or can be applied automatically. To determine if the runtime has"
            + " been updated, check the runtime version in the INIT_START log entry. If this error"
            + " correlates with a change in the runtime version, you may be able to mitigate this"
            + " error by temporarily rolling back to the previous runtime version. For more"
            + " information, see"
            + " https://docs.aws.amazon.com/lambda/latest/dg/runtimes-update.html";
    Output error =
        new Output(
            at.ms(),
            "[ERROR] "
                + initErrorType()
                + ": Unable to import module 'app': "
                + exception.message()
                + "\nTraceback (most recent call last):",
            false);
    return List.of(log(Level.WARN, warning, at).get(0), error);
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
}
