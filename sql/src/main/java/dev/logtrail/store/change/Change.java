package dev.logtrail.store.change;

import java.util.List;

/**
 * The trails one flush touched.
 *
 * @param flushNo rising in commit order
 * @param trails what changed
 */
public record Change(long flushNo, List<ChangedTrail> trails) {
  public Change {
    trails = List.copyOf(trails);
  }
}
