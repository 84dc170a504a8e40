package dev.logtrail.store;

import dev.logtrail.trail.Invocation;
import java.util.List;
import java.util.Map;

/**
 * What one transaction stores: all trails touched by some batches, so that a corrected line is
 * never seen twice or nowhere.
 *
 * @param writes trails to insert or replace; no trail twice
 * @param deletes trails whose last event went elsewhere
 * @param invocations log results
 * @param deadLetters records that could not be read
 * @param dropped events counted as dropped, by reason
 */
public record Flush(
    List<TrailWrite> writes,
    List<TrailRow> deletes,
    List<Invocation> invocations,
    List<DeadLetter> deadLetters,
    Map<String, Long> dropped) {
  public Flush {
    writes = List.copyOf(writes);
    deletes = List.copyOf(deletes);
    invocations = List.copyOf(invocations);
    deadLetters = List.copyOf(deadLetters);
    dropped = Map.copyOf(dropped);
  }
}
