package dev.logtrail.ingest.door;

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
}
