package dev.logtrail.store.lease;

import dev.logtrail.store.StoreException;

/** Another program's job has taken the lease: this one must stop, and nothing of it was stored. */
public final class LeaseLostException extends StoreException {
  private static final long serialVersionUID = 1L;

  /** Says which token was refused, and by whom. */
  public LeaseLostException(String message) {
    super(message);
  }
}
