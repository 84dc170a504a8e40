package dev.logtrail.payload.decoding;

import dev.logtrail.limit.DeliveryLimits;

/**
 * How much one delivery may hold. What is over a limit is refused by name, never cut.
 *
 * @param payloadBytes most bytes of one payload, decompressed (at most 2^31 - 64)
 * @param totalBytes most bytes of all payloads of one delivery together, decompressed
 * @param eventBytes most bytes of one event's message, in UTF-8
 */
public record PayloadLimits(int payloadBytes, long totalBytes, int eventBytes) {
  /** What a server takes. */
  public static final PayloadLimits DEFAULT =
      new PayloadLimits(
          DeliveryLimits.PAYLOAD_BYTES, DeliveryLimits.DELIVERY_BYTES, DeliveryLimits.EVENT_BYTES);

  public PayloadLimits {
    if (payloadBytes < 1 || payloadBytes > Integer.MAX_VALUE - 64) {
      throw new IllegalArgumentException("payloadBytes is from 1 to 2^31 - 64: " + payloadBytes);
    }
    if (totalBytes < 1 || eventBytes < 1) {
      throw new IllegalArgumentException("limits are at least 1 byte");
    }
  }
}
