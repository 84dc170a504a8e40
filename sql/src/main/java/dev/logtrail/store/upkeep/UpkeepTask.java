package dev.logtrail.store.upkeep;

import dev.logtrail.store.StoreException;

/**
 * A background task of the store. A schedule of the caller's runs it; several processes may.
 * Thread-safe.
 */
@FunctionalInterface
public interface UpkeepTask {

  /**
   * Does what is due; ends early when interrupted.
   *
   * @return how many things were changed or deleted; 0 if nothing was due
   * @throws StoreException if the database fails; what was done until then stays done
   */
  int run();
}
