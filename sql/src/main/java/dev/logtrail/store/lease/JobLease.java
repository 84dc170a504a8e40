package dev.logtrail.store.lease;

import dev.logtrail.store.StoreException;

/**
 * The right to run the job that writes a store. It is held on a connection of its own and ends with
 * it; each holder gets a token higher than any before, and the store refuses flushes that carry an
 * older one. Thread-safe.
 */
public interface JobLease extends AutoCloseable {

  /**
   * Takes the lease if nobody holds it; the token is a new one each time.
   *
   * @return whether it is held now; true too if it was held already
   * @throws StoreException if the database does not answer
   */
  boolean tryTake();

  /**
   * Takes it again after its connection was lost, with the same token, if nobody has taken it in
   * between: what was begun under it goes on.
   *
   * @return whether it is held now; false if another holds it or has held it
   * @throws StoreException if the database does not answer
   */
  boolean tryRetake();

  /**
   * Whether another has taken it since, so that no flush with this token is stored any more.
   *
   * @throws StoreException if the database does not answer
   * @throws IllegalStateException if it was never taken
   */
  boolean isSuperseded();

  /**
   * Whether it is still held: asks the database.
   *
   * @return false too if the database does not answer, since another program may hold it then
   */
  boolean isHeld();

  /**
   * The token of this holder.
   *
   * @throws IllegalStateException if it was never taken
   */
  long token();

  /**
   * Who holds it, for people: what the newest holder called itself, and since when.
   *
   * @throws StoreException if the database does not answer
   */
  String holder();

  /** Gives it up; it may be taken again. */
  void release();

  /** Gives it up for good. */
  @Override
  void close();
}
