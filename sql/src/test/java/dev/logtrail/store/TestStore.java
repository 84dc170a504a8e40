package dev.logtrail.store;

/** A store that contract kits test: how to open its writers and readers. */
public interface TestStore {
  /** A new writer; the store is empty when a test begins. */
  TrailWriter openWriter();

  /** A reader of the same store. */
  TrailReader openReader();

  /** Runs the background tasks that searches profit from; a store may have none. */
  default void upkeep() {}
}
