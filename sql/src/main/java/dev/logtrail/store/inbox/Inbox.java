package dev.logtrail.store.inbox;

import dev.logtrail.payload.decoding.Decoded;
import dev.logtrail.store.StoreException;
import dev.logtrail.trail.Delivery;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The durable queue between the ingest doors and the job: key (writer, seq). Each process start is
 * one writer with one group-committing thread, so that seq order is commit order and a reader's
 * state is one number per writer; and another such writer for large deliveries, once one came.
 */
public interface Inbox extends AutoCloseable {

  /**
   * Stores a delivery. Thread-safe; calls that come together are committed together.
   *
   * @param decoded all that the delivery holds, which a job of the same process may get with it;
   *     null if that is not at hand
   * @return completes when it is committed, on the thread that commits; fails with an {@link
   *     InboxFullException} when the bytes waiting exceed the limit, with a {@link StoreException}
   *     when the database fails: nothing is stored
   */
  CompletableFuture<Void> putAsync(Delivery delivery, Decoded decoded);

  /**
   * The same for a delivery on which its reader will work for long: it is a record of another
   * writer, so that what is {@link #put} does not wait behind it.
   */
  CompletableFuture<Void> putLargeAsync(Delivery delivery);

  /**
   * Stores a delivery; returns when it is committed.
   *
   * @throws InboxFullException when the bytes waiting exceed the limit; nothing is stored
   * @throws StoreException when the database fails; nothing is stored
   */
  default void put(Delivery delivery) {
    await(putAsync(delivery, null));
  }

  /** Stores a delivery as {@link #putLargeAsync} does; returns when it is committed. */
  default void putLarge(Delivery delivery) {
    await(putLargeAsync(delivery));
  }

  private static void await(CompletableFuture<Void> put) {
    try {
      put.join();
    } catch (CompletionException e) {
      // One exception may go to many callers: each gets its own stack.
      throw e.getCause() instanceof InboxFullException full
          ? full
          : new StoreException(e.getCause().getMessage(), e.getCause());
    }
  }

  /** Writers whose records wait, and those as which this process puts records. */
  SortedSet<Integer> writers();

  /**
   * Records of some writers, those of each by seq, at most {@code maxRecords} and about {@code
   * maxBytes}: of all writers alike, so that one with many does not keep others waiting, and of
   * what was {@link #putLarge put as large} no more than one at a time. Who {@link #listen listens}
   * may get what this process has just committed from memory.
   *
   * @param positions the last number read of each writer; 0 for its first record
   */
  List<InboxItem> read(Map<Integer, Long> positions, int maxRecords, long maxBytes);

  /** Deletes every record up to these positions: they are in the store. */
  void delete(Map<Integer, Long> positions);

  /** Bytes waiting (committed and not yet deleted), as counted now. */
  long waitingBytes();

  /**
   * Calls {@code listener} soon after records were committed; of several commits at once, it may be
   * told the last alone.
   */
  AutoCloseable listen(InboxListener listener);

  @Override
  void close();
}
