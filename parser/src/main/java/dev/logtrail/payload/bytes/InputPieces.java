package dev.logtrail.payload.bytes;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Cuts a long input where whole records end; what cannot be cut is one piece. */
public final class InputPieces {
  private InputPieces() {}

  /** Says how many of the first bytes are whole records. */
  public interface Cut {
    int wholeRecords(byte[] bytes, int length);
  }

  /** Takes a piece: the bytes from 0 to {@code length}. They change after the call. */
  public interface Piece {
    void take(byte[] bytes, int length) throws IOException, UnreadableException;
  }

  /**
   * Reads to the end.
   *
   * @param pieceBytes about how long a piece is
   * @param mostBytes how long one record may be
   * @param room what a piece that gets longer takes its memory from
   * @throws UnreadableException if a record is longer than the limit
   */
  public static void each(
      InputStream in, int pieceBytes, int mostBytes, DecodingRoom room, Cut cut, Piece piece)
      throws IOException, UnreadableException {
    byte[] buffer = new byte[pieceBytes];
    int length = 0;
    while (true) {
      length += in.readNBytes(buffer, length, buffer.length - length);
      if (length < buffer.length) {
        piece.take(buffer, length);
        return;
      }
      int whole = cut.wholeRecords(buffer, length);
      if (whole == 0) {
        buffer = grown(buffer, mostBytes, room);
      } else {
        piece.take(buffer, whole);
        length -= whole;
        System.arraycopy(buffer, whole, buffer, 0, length);
      }
    }
  }

  private static byte[] grown(byte[] buffer, int mostBytes, DecodingRoom room)
      throws UnreadableException {
    if (buffer.length >= mostBytes) {
      throw new UnreadableException(
          "one JSON document or line is longer than the limit of " + mostBytes + " bytes");
    }
    room.take(buffer.length);
    return Arrays.copyOf(buffer, buffer.length * 2);
  }
}
