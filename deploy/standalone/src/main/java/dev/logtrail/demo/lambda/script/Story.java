package dev.logtrail.demo.lambda.script;

import java.util.List;
import java.util.Objects;

/**
 * What one request would do if nothing outside it went wrong, and how it would fail from inside.
 *
 * @param lines what it says on the good way, in order
 * @param handled what it says instead of nothing when it meets an error and survives; put in before
 *     the last line
 * @param fault the exception that ends it when none of its own code catches it
 * @param lastWords what it says just before it hangs, runs out of memory or crashes
 * @param result what it returns when all went well: JSON text
 */
public record Story(List<Say> lines, List<Say> handled, Fault fault, Say lastWords, String result) {
  public Story {
    lines = List.copyOf(lines);
    handled = List.copyOf(handled);
    Objects.requireNonNull(fault, "fault");
    Objects.requireNonNull(lastWords, "lastWords");
    Objects.requireNonNull(result, "result");
    if (lines.size() < 2) {
      throw new IllegalArgumentException("a story needs two lines or more, so that it can be cut");
    }
  }
}
