package dev.logtrail.store;

import dev.logtrail.trail.Invocation;

/**
 * A trail as lists and live readers see it.
 *
 * @param row its row; of a request known only from its log result the stream names are empty
 * @param attempt rank by start among the trails of the same account, region, function and request
 *     id, from 1; 0 for environment trails, and where it was not asked for
 * @param invocation its invocation, if a log result came; else null
 * @param cursor where the list goes on behind it, as {@link TrailPage#nextCursor()} would tell
 */
public record ListedTrail(TrailRow row, int attempt, Invocation invocation, String cursor) {

  /** The same trail with its rank among the attempts. */
  public ListedTrail ranked(int rank) {
    return new ListedTrail(row, rank, invocation, cursor);
  }
}
