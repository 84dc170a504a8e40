package dev.logtrail.store;

/** The inbox holds as many bytes as it may; try again later. */
public final class InboxFullException extends StoreException {
  private static final long serialVersionUID = 1L;

  public InboxFullException(String message) {
    super(message);
  }
}
