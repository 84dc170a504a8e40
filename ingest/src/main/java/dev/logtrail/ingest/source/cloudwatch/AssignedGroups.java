package dev.logtrail.ingest.source.cloudwatch;

import java.util.Set;

/**
 * What a checkpoint holds of the groups that the reader has.
 *
 * @param keys their keys
 */
record AssignedGroups(Set<String> keys) {
  static final AssignedGroups NONE = new AssignedGroups(Set.of());

  AssignedGroups {
    keys = Set.copyOf(keys);
  }
}
