package dev.logtrail.api;

import dev.logtrail.store.ChangedTrail;

/**
 * Which trails a live tail client follows.
 *
 * @param function exact function name; null for all
 * @param environment whether environment trails are followed instead of requests
 */
record TailFilter(String function, boolean environment) {

  /** Whether a changed trail is one of them. */
  boolean matches(ChangedTrail changed) {
    return (changed.requestId() == null) == environment
        && (function == null || function.equals(changed.functionName()));
  }
}
