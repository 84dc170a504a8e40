package dev.logtrail.store.inbox;

import dev.logtrail.payload.decoding.Decoded;
import dev.logtrail.store.StoreException;
import dev.logtrail.trail.Delivery;
import java.util.List;
import java.util.Map;

/**
 * The durable queue between the ingest doors and the job: key (writer, seq). Each process start is
 * one writer with one group-committing thread, so that seq order is commit order and a reader's
 * state is one number per writer.
 */
public interface Inbox extends AutoCloseable {

  /**
   * Stores a delivery; returns when it is committed. Thread-safe; calls that come together are
   * committed together.
   *
   * @throws InboxFullException when the bytes waiting exceed the limit; nothing is stored
   * @throws StoreException when the database fails; nothing is stored
   */
  void put(Delivery delivery);

  /**
   * The same, with what was decoded of it: a job of the same process may get it with the delivery.
   *
   * @param decoded all that the delivery holds; null if that is not at hand
   */
  default void put(Delivery delivery, Decoded decoded) {
    put(delivery);
  }

  /**
   * Records after the given positions (writer → last seq read; a writer that is missing starts at
   * 0), those of each writer by seq, at most {@code maxRecords} and about {@code maxBytes}. One
   * that {@link #listen listens} may get what this process has just committed from memory.
   */
  List<InboxItem> read(Map<Integer, Long> positions, int maxRecords, long maxBytes);

  /** Deletes every record up to these positions: they are in the store. */
  void delete(Map<Integer, Long> positions);

  /** Bytes waiting (committed and not yet deleted), as counted now. */
  long waitingBytes();

  /**
   * Calls {@code listener} soon after records were committed, by this process; by another within a
   * second, or sooner if no job runs there.
   */
  AutoCloseable listen(Runnable listener);

  @Override
  void close();
}
