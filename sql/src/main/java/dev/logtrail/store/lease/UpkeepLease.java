package dev.logtrail.store.lease;

/**
 * Which of several processes does the work in the background. Each task is right whoever runs it,
 * and however many do: the lease only saves doing it twice. It ends with its session. Thread-safe.
 */
public interface UpkeepLease extends AutoCloseable {

  /**
   * Takes the lease if nobody holds it.
   *
   * @return whether it is held now
   * @throws dev.logtrail.store.StoreException if the database does not answer
   */
  boolean tryHold();

  /** Gives it up. */
  @Override
  void close();
}
