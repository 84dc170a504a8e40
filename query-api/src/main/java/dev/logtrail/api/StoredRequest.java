package dev.logtrail.api;

import dev.logtrail.store.StoredTrail;
import dev.logtrail.trail.Invocation;
import java.util.List;

/**
 * What the store holds of a request id, not read yet.
 *
 * @param trails every attempt
 * @param invocations every log result
 */
record StoredRequest(List<StoredTrail> trails, List<Invocation> invocations) {
  StoredRequest {
    trails = List.copyOf(trails);
    invocations = List.copyOf(invocations);
  }

  boolean isEmpty() {
    return trails.isEmpty() && invocations.isEmpty();
  }

  /** Whether no attempt is open. */
  boolean isClosed() {
    return trails.stream().allMatch(t -> t.row().header().isClosed());
  }
}
