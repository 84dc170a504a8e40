package dev.logtrail.job.record;

import dev.logtrail.payload.decoding.Decoded;
import dev.logtrail.trail.Delivery;

/**
 * What a door of this process has decoded of the delivery that a source is handing on: told beside
 * the record, on the same thread, for no record between tasks has to carry it. A source and the
 * decoding behind it are one task; were they not, the delivery would be decoded again.
 */
public final class DecodedAhead {
  private static final ThreadLocal<DecodedAhead> HERE = ThreadLocal.withInitial(DecodedAhead::new);

  private Delivery delivery;
  private Decoded decoded;

  private DecodedAhead() {}

  /**
   * Hands a delivery on.
   *
   * @param decoded all that it holds; null if that is not known
   * @param handOn returns when it has been taken
   */
  public static void handOn(Delivery delivery, Decoded decoded, Runnable handOn) {
    if (decoded == null) {
      handOn.run();
      return;
    }
    DecodedAhead here = HERE.get();
    here.delivery = delivery;
    here.decoded = decoded;
    try {
      handOn.run();
    } finally {
      here.delivery = null;
      here.decoded = null;
    }
  }

  /** What the delivery holds that is being handed on; null if that is not known. */
  public static Decoded of(Delivery delivery) {
    DecodedAhead here = HERE.get();
    return here.delivery == delivery ? here.decoded : null;
  }
}
