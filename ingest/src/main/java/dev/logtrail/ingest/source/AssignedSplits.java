package dev.logtrail.ingest.source;

import java.util.Set;

/**
 * What a checkpoint holds of the splits that readers have, such as log groups.
 *
 * @param keys their keys
 */
public record AssignedSplits(Set<String> keys) {
  /** None is given out. */
  public static final AssignedSplits NONE = new AssignedSplits(Set.of());

  public AssignedSplits {
    keys = Set.copyOf(keys);
  }
}
