package dev.logtrail.demo.lambda.script;

import java.util.List;
import java.util.Objects;

/**
 * What one request would do if nothing outside it went wrong, and how it would fail from inside.
 *
 * @param lines what it logs when nothing fails, in order
 * @param handled what it logs as well when it handles an error; put in before the last line
 * @param exception the exception that ends it when none of its own code catches it
 * @param lastCall what it logs just before it hangs, runs out of memory or crashes
 * @param result what it returns when all went well: JSON text
 */
public record RequestScript(
    List<LogCall> lines,
    List<LogCall> handled,
    ScriptedException exception,
    LogCall lastCall,
    String result) {
  public RequestScript {
    lines = List.copyOf(lines);
    handled = List.copyOf(handled);
    Objects.requireNonNull(exception, "fault");
    Objects.requireNonNull(lastCall, "lastWords");
    Objects.requireNonNull(result, "result");
    if (lines.size() < 2) {
      throw new IllegalArgumentException("a script needs two lines or more, so that it can be cut");
    }
  }
}
