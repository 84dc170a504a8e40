package dev.logtrail.ingest.invoke;

import dev.logtrail.trail.Invocation;

/**
 * What an invoke has answered.
 *
 * @param invocation in the form in which it is posted
 * @param payload what the function returned, as it came; empty if it returned nothing
 * @param log the log result, the last 4 KB, decoded; null if none came
 */
public record Invoked(Invocation invocation, byte[] payload, String log) {
  /** Whether the function has failed. */
  public boolean isError() {
    return invocation.functionError() != null;
  }

  /** Whether the log began before what the answer holds of it. */
  public boolean isLogCut() {
    return invocation.logCut();
  }
}
