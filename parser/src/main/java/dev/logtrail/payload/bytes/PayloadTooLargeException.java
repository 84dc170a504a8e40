package dev.logtrail.payload.bytes;

import dev.logtrail.payload.decoding.PayloadLimits;

/** A delivery is over one of {@link PayloadLimits}; the message names the limit. */
public final class PayloadTooLargeException extends UnreadableException {
  private static final long serialVersionUID = 1L;

  /** With the limit's name and size. */
  public PayloadTooLargeException(String message) {
    super(message);
  }
}
