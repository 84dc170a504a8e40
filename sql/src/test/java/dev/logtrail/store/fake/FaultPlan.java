package dev.logtrail.store.fake;

import dev.logtrail.store.StoreException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Tells a fake which of its calls fail, and whether before or after they took effect. */
public final class FaultPlan {
  /** When a call fails. */
  public enum When {
    /** Nothing happened. */
    BEFORE,
    /** It happened, but the answer was lost. */
    AFTER_COMMIT
  }

  private final Map<Integer, When> planned = new HashMap<>();
  private int calls;

  /** Makes the n-th call from now on (1 is the next) fail. */
  public synchronized FaultPlan failCall(int n, When when) {
    planned.put(calls + n, when);
    return this;
  }

  /** Calls made so far, those that failed included. */
  public synchronized int calls() {
    return calls;
  }

  /** Runs one call. */
  synchronized <T> T around(String what, Supplier<T> call) {
    When when = planned.remove(++calls);
    if (when == When.BEFORE) {
      throw new StoreException("planned fault: cannot " + what);
    }
    T result = call.get();
    if (when == When.AFTER_COMMIT) {
      throw new StoreException("planned fault: the answer was lost, trying to " + what);
    }
    return result;
  }
}
