package dev.logtrail.store;

import dev.logtrail.trail.Invocation;
import java.util.List;

/**
 * All that is stored of a request id.
 *
 * @param trails every attempt with its events, by start
 * @param invocations every log result: one per account, region and function
 */
public record StoredRequest(List<StoredTrail> trails, List<Invocation> invocations) {
  public StoredRequest {
    trails = List.copyOf(trails);
    invocations = List.copyOf(invocations);
  }
}
