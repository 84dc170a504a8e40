package dev.logtrail.payload.bytes;

import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * A text in base64 as it stands in a document, not copied; what a long one holds takes its size
 * from the decoders' room.
 */
public final class Base64Text {
  /** Up to here it is decoded in what every decoder has for its buffers. */
  private static final int SMALL_BYTES = 1 << 20;

  private final Bytes text;
  private final DecodingRoom room;
  private long taken;

  /**
   * Of these characters.
   *
   * @param room what a long one takes its size from
   */
  public Base64Text(Bytes text, DecodingRoom room) {
    this.text = text;
    this.room = room;
  }

  public boolean isEmpty() {
    return text.isEmpty();
  }

  /**
   * What it holds; {@link #giveBack} gives back the room that it takes.
   *
   * @throws IllegalArgumentException if it is no base64
   * @throws PayloadTooLargeException if there can never be so much room
   */
  public Bytes decode(Base64.Decoder decoder) throws PayloadTooLargeException {
    if (text.length() > SMALL_BYTES) {
      room.take(text.length());
      taken = text.length();
    }
    ByteBuffer decoded = decoder.decode(ByteBuffer.wrap(text.array(), text.from(), text.length()));
    return new Bytes(decoded.array(), 0, decoded.limit());
  }

  /** Gives back its room, when nobody reads any more what it holds. */
  public void giveBack() {
    room.give(taken);
    taken = 0;
  }
}
