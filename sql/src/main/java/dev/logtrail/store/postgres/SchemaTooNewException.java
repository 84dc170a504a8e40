package dev.logtrail.store.postgres;

import dev.logtrail.store.StoreException;

/** A much newer program has migrated the store: waiting does not help, a newer program does. */
public final class SchemaTooNewException extends StoreException {
  private static final long serialVersionUID = 1L;

  SchemaTooNewException(String message) {
    super(message);
  }
}
