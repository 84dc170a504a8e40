package dev.logtrail.job.inbox;

import dev.logtrail.store.inbox.Inbox;
import java.io.Serializable;

/** Opens the inbox for the task that reads it. */
@FunctionalInterface
public interface InboxFactory extends Serializable {
  /**
   * The inbox, to read from.
   *
   * @throws dev.logtrail.store.StoreException if the database cannot be reached
   */
  Inbox open();
}
