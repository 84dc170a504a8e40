package dev.logtrail.demo.lambda.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * One event as a runtime hands it to the platform.
 *
 * @param timestamp the event's timestamp, epoch ms; not always the time of writing
 * @param message the exact text, line break included where the runtime writes one
 * @param ownId whether the text carries the request id in the runtime's own place
 */
public record Output(long timestamp, String message, boolean ownId) {

  /** Raw text as the platform cuts it: one event a line, each with its line break. */
  public static List<Output> lines(long timestamp, String text) {
    List<Output> out = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      out.add(new Output(timestamp, line + "\n", false));
    }
    return out;
  }
}
