package dev.logtrail.demo.lambda.runtime;

import dev.logtrail.demo.lambda.script.ScriptedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What both Node.js formats share: the shape of stacks and errors. */
final class NodeStackTrace {
  private NodeStackTrace() {}

  /** The lines of {@code error.stack}. */
  static List<String> stack(ScriptedException exception) {
    List<String> lines = new ArrayList<>();
    lines.add(exception.type() + ": " + exception.message());
    for (ScriptedException.Frame frame : exception.innermostFirst()) {
      lines.add("    at " + frame.function() + " (" + frame.file() + ":" + frame.line() + ":17)");
    }
    return lines;
  }

  /** The error as the runtime writes it to the log; {@code stackKey} differs by format. */
  static Map<String, Object> error(ScriptedException exception, String stackKey) {
    return SpacedJson.map(
        "errorType",
        exception.type(),
        "errorMessage",
        exception.message(),
        stackKey,
        stack(exception));
  }

  static String payload(ScriptedException exception) {
    return SpacedJson.compact(error(exception, "trace"));
  }
}
