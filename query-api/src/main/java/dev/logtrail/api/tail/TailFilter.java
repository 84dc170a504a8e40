package dev.logtrail.api.tail;

import dev.logtrail.api.load.LoadedTrail;
import dev.logtrail.pattern.FilterPattern;
import dev.logtrail.store.change.ChangedTrail;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Scope;

/**
 * Which trails a live tail client follows.
 *
 * @param function exact function name; null for all
 * @param requestId of the one request that is followed; null for all
 * @param environment whether environment trails are followed instead of requests
 * @param pattern what an event of each trail must match; null for no such filter
 * @param scope what its holder may see
 */
record TailFilter(
    String function, String requestId, boolean environment, FilterPattern pattern, Scope scope) {

  /** Whether a changed trail is one of them. */
  boolean matches(ChangedTrail changed) {
    return (changed.requestId() == null) == environment
        && (function == null || function.equals(changed.functionName()))
        && (requestId == null || requestId.equals(changed.requestId()))
        && mayShow(changed);
  }

  /**
   * Whether a change may be of something in the scope. Of what only a log result told, the trails
   * of its request, which are loaded then, tell for certain.
   */
  private boolean mayShow(ChangedTrail changed) {
    if (scope.isAll() || changed.account() == null) {
      return scope.isAll();
    }
    LogStream stream = new LogStream(changed.account(), "", changed.logGroup(), "");
    if (scope.isOfTenants() && changed.deleted()) {
      return false; // Whose it was is not told any more.
    }
    return scope.has(stream, changed.functionName())
        || !changed.deleted()
            && changed.logGroup().isEmpty()
            && scope.hasAccount(changed.account());
  }

  /** Whether a trail is in the scope. */
  boolean shows(LoadedTrail trail) {
    return scope.isAll() || scope.has(trail.trail().header());
  }

  /** Whether an event of the trail matches. */
  boolean matches(LoadedTrail trail) {
    return pattern == null || trail.texts().get().anyMatch(t -> pattern.matches(t.text()));
  }
}
