package dev.logtrail.job.database;

import dev.logtrail.store.TrailWriter;
import java.io.Serializable;

/** Opens the store for one task: the job's sink, as an argument. */
@FunctionalInterface
public interface TrailWriterFactory extends Serializable {
  /**
   * A new writer with an epoch of its own.
   *
   * @throws dev.logtrail.store.StoreException if the store cannot be reached
   */
  TrailWriter open();
}
