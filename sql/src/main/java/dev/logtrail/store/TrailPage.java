package dev.logtrail.store;

import java.util.List;

/**
 * One page of a list.
 *
 * @param trails in the order asked for
 * @param nextCursor where the next page begins, or null if this is the last; opaque to clients
 */
public record TrailPage(List<ListedTrail> trails, String nextCursor) {
  public TrailPage {
    trails = List.copyOf(trails);
  }
}
