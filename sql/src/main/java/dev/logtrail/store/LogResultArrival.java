package dev.logtrail.store;

import dev.logtrail.trail.Invocation;

/**
 * When the log result of a request came: all lines that its request wrote before its response had
 * been written by then.
 *
 * @param account of its function
 * @param region of its function
 * @param functionName the function's bare name
 * @param requestId its request
 * @param cameAt epoch ms when it was stored first
 */
public record LogResultArrival(
    String account, String region, String functionName, String requestId, long cameAt) {

  /** Whether it is that of an invocation. */
  public boolean isOf(Invocation i) {
    return i.requestId().equals(requestId)
        && i.functionName().equals(functionName)
        && i.account().equals(account)
        && i.region().equals(region);
  }
}
