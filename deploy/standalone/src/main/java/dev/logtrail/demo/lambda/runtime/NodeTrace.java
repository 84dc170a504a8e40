package dev.logtrail.demo.lambda.runtime;

import dev.logtrail.demo.lambda.script.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What both Node.js formats share: the shape of stacks and errors. */
final class NodeTrace {
  private NodeTrace() {}

  /** The lines of {@code error.stack}. */
  static List<String> stack(Fault fault) {
    List<String> lines = new ArrayList<>();
    lines.add(fault.type() + ": " + fault.message());
    for (Fault.Frame frame : fault.innermostFirst()) {
      lines.add("    at " + frame.function() + " (" + frame.file() + ":" + frame.line() + ":17)");
    }
    return lines;
  }

  /** The error as the runtime writes it to the log; {@code stackKey} differs by format. */
  static Map<String, Object> error(Fault fault, String stackKey) {
    return SpacedJson.map(
        "errorType", fault.type(), "errorMessage", fault.message(), stackKey, stack(fault));
  }

  static String payload(Fault fault) {
    return SpacedJson.compact(error(fault, "trace"));
  }
}
