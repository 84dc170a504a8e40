package dev.logtrail.store.inbox;

import dev.logtrail.payload.decoding.Decoded;
import dev.logtrail.trail.Delivery;

/**
 * A stored record with its place.
 *
 * @param writer which process start wrote it
 * @param seq its number, rising in commit order within the writer
 * @param delivery what was stored
 * @param decoded all that the delivery holds; null where that is not at hand
 * @param large whether a reader will work on it for long
 */
public record InboxItem(int writer, long seq, Delivery delivery, Decoded decoded, boolean large) {

  /** A record of which nothing is decoded yet. */
  public InboxItem(int writer, long seq, Delivery delivery) {
    this(writer, seq, delivery, null, false);
  }

  /** About what it takes in memory, in bytes. */
  public long bytes() {
    return delivery.body().length + (decoded == null ? 0 : decoded.batchBytes());
  }
}
