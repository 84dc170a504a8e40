package dev.logtrail.store;

/**
 * The store refuses a flush for what it holds: trying again would not help, storing it without the
 * value that is refused would. Nothing is stored.
 */
public final class RefusedWriteException extends StoreException {
  private static final long serialVersionUID = 1L;

  public RefusedWriteException(String message, Throwable cause) {
    super(message, cause);
  }
}
