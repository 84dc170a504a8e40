package dev.logtrail.demo.lambda.runtime;

import dev.logtrail.demo.lambda.script.Fault;
import dev.logtrail.demo.lambda.script.Say;
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
  public List<Output> say(Say say, Moment at) {
    if (say.level() == null) {
      String trace = say.fault() == null ? "" : "\n" + trace(say.fault());
      return Output.lines(at.ms(), say.text() + trace);
    }
    String trace = say.fault() == null ? "" : "\n" + trace(say.fault());
    return List.of(new Output(at.ms(), "[" + say.level() + "] " + say.text() + trace, false));
  }

  /** {@code message: class}, then the stack trace, then an empty line: one event. */
  @Override
  public List<Output> unhandled(Fault fault, Moment at) {
    String text = fault.message() + ": " + fault.type() + "\n" + trace(fault) + "\n\n";
    return List.of(new Output(at.ms(), text, false));
  }

  @Override
  public List<Output> initFailure(Fault fault, Moment at) {
    String text =
        "Error loading class com.shop.report.Handler: "
            + fault.message()
            + ": "
            + fault.type()
            + "\n"
            + trace(fault)
            + "\n\n";
    return List.of(new Output(at.ms(), text, false));
  }

  @Override
  public List<Output> crash(Fault fault, Moment at) {
    return Output.lines(at.ms(), "Exception in thread \"report-writer\" " + trace(fault));
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
  public String errorPayload(Fault fault) {
    return SpacedJson.compact(
        SpacedJson.map(
            "errorMessage", fault.message(),
            "errorType", fault.type(),
            "stackTrace", fault.innermostFirst().stream().map(JavaText::call).toList()));
  }

  private static String trace(Fault fault) {
    StringBuilder text = new StringBuilder(fault.type()).append(": ").append(fault.message());
    for (Fault.Frame frame : fault.innermostFirst()) {
      text.append("\n\tat ").append(call(frame));
    }
    return text.toString();
  }

  private static String call(Fault.Frame frame) {
    return frame.function() + "(" + frame.file() + ":" + frame.line() + ")";
  }
}
