package dev.logtrail.payload.bytes;

/**
 * There was no room to decode a delivery in time, because others were decoded. Nothing is wrong
 * with it: tried again later it can be read.
 */
public final class DecodingBusyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what took the room. */
  public DecodingBusyException(String message) {
    super(message);
  }
}
