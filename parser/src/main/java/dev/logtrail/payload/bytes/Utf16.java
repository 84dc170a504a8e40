package dev.logtrail.payload.bytes;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Texts in UTF-16, as some shells write files, made UTF-8 piece by piece. */
public final class Utf16 {
  private static final int PIECE_CHARS = 8 << 10;

  private Utf16() {}

  /**
   * A text in UTF-8; itself if no byte order mark says that it is in UTF-16.
   *
   * @param room what the other takes its size from
   * @throws PayloadTooLargeException if there can never be so much room
   */
  public static Bytes toUtf8(Bytes text, DecodingRoom room) throws PayloadTooLargeException {
    if (!text.isUtf16()) {
      return text;
    }
    long size = length(text);
    room.take(size);
    byte[] utf8 = new byte[(int) size];
    convert(text, utf8);
    return Bytes.of(utf8);
  }

  private static long length(Bytes text) {
    return convert(text, null);
  }

  /** Writes it to {@code to}, unless that is null; returns how many bytes that takes. */
  private static long convert(Bytes text, byte[] to) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_16
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    ByteBuffer in = ByteBuffer.wrap(text.array(), text.from(), text.length());
    CharBuffer piece = CharBuffer.allocate(PIECE_CHARS);
    long size = 0;
    boolean more = true;
    while (more) {
      more = decoder.decode(in, piece, true).isOverflow();
      if (!more) {
        decoder.flush(piece);
      }
      piece.flip();
      byte[] utf8 = piece.toString().getBytes(StandardCharsets.UTF_8);
      if (to != null) {
        System.arraycopy(utf8, 0, to, (int) size, utf8.length);
      }
      size += utf8.length;
      piece.clear();
    }
    return size;
  }
}
