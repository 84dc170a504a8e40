package dev.logtrail.store;

/** A row is owned by a writer of a higher epoch: this writer was replaced and must stop. */
public final class StaleWriterException extends StoreException {
  private static final long serialVersionUID = 1L;

  public StaleWriterException(String message) {
    super(message);
  }
}
