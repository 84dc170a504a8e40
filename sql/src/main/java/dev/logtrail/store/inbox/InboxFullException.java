package dev.logtrail.store.inbox;

import dev.logtrail.store.StoreException;

/** The inbox holds as many bytes as it may; try again later. */
public final class InboxFullException extends StoreException {
  private static final long serialVersionUID = 1L;

  public InboxFullException(String message) {
    super(message);
  }
}
