package dev.logtrail.trail;

import java.util.List;

/**
 * An exception as a log line told it.
 *
 * @param type the class or error type, such as {@code KeyError}; null where only a trace was
 *     printed
 * @param message what it said; null if nothing
 * @param frames the stack, one printed frame each, outermost wording kept; may be empty
 * @param causes exceptions it was caused by, nearest first; may be empty
 */
public record ExceptionInfo(
    String type, String message, List<String> frames, List<ExceptionInfo> causes) {
  public ExceptionInfo {
    frames = List.copyOf(frames);
    causes = List.copyOf(causes);
  }
}
