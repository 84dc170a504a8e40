package dev.logtrail.payload.decoding;

import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogBatch;
import java.util.List;
import java.util.Map;

/**
 * What a delivery held: everything in it is in exactly one of the four parts.
 *
 * @param batches events by stream, in the order of delivery
 * @param invocations log results
 * @param rejected records that could not be read
 * @param dropped events left out on purpose, by reason (such as {@code control_message})
 */
public record Decoded(
    List<LogBatch> batches,
    List<Invocation> invocations,
    List<Rejected> rejected,
    Map<String, Long> dropped) {
  public Decoded {
    batches = List.copyOf(batches);
    invocations = List.copyOf(invocations);
    rejected = List.copyOf(rejected);
    dropped = Map.copyOf(dropped);
  }
}
