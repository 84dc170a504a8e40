package dev.logtrail.ingest.door;

import dev.logtrail.payload.decoding.Decoded;
import dev.logtrail.trail.Delivery;

/** Takes over what a door accepted. Safe for use by several threads. */
@FunctionalInterface
public interface Handover {
  /**
   * Takes a delivery over: when this returns, it is durable, and the sender may forget it.
   *
   * @throws HandoverFullException if there is no room now; nothing was taken
   * @throws RuntimeException if it cannot be said whether it is durable; sending it again is
   *     harmless
   */
  void accept(Delivery delivery);

  /**
   * The same, with what the door has decoded of it.
   *
   * @param decoded all that the delivery holds; null if the door has not kept it
   */
  default void accept(Delivery delivery, Decoded decoded) {
    accept(delivery);
  }

  /** The same for one on which the job will work so long that others should not wait for it. */
  default void acceptLarge(Delivery delivery) {
    accept(delivery);
  }
}
