package dev.logtrail.api.tail;

import dev.logtrail.api.load.LoadedTrail;
import dev.logtrail.pattern.FilterPattern;
import dev.logtrail.store.change.ChangedTrail;

/**
 * Which trails a live tail client follows.
 *
 * @param function exact function name; null for all
 * @param environment whether environment trails are followed instead of requests
 * @param pattern what an event of each trail must match; null for no such filter
 */
record TailFilter(String function, boolean environment, FilterPattern pattern) {

  /** Whether a changed trail is one of them. */
  boolean matches(ChangedTrail changed) {
    return (changed.requestId() == null) == environment
        && (function == null || function.equals(changed.functionName()));
  }

  /** Whether an event of the trail matches. */
  boolean matches(LoadedTrail trail) {
    return pattern == null || trail.texts().get().anyMatch(pattern::matches);
  }
}
