package dev.logtrail.ingest.door;

import dev.logtrail.payload.decoding.Decoded;
import dev.logtrail.trail.Delivery;
import java.util.concurrent.CompletableFuture;

/** Takes over what a door accepted. Safe for use by several threads. */
@FunctionalInterface
public interface Handover {
  /**
   * Takes a delivery over.
   *
   * @return completes when the delivery is durable, and the sender may forget it, on a thread that
   *     must not be made wait; fails with a {@link HandoverFullException} if there is no room now
   *     and nothing was taken, and with another exception if it cannot be said whether it is
   *     durable: sending it again is harmless
   */
  CompletableFuture<Void> accept(Delivery delivery);

  /**
   * The same, with what the door has decoded of it.
   *
   * @param decoded all that the delivery holds; null if the door has not kept it
   */
  default CompletableFuture<Void> accept(Delivery delivery, Decoded decoded) {
    return accept(delivery);
  }

  /** The same for one on which the job will work so long that others should not wait for it. */
  default CompletableFuture<Void> acceptLarge(Delivery delivery) {
    return accept(delivery);
  }
}
