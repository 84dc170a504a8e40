package dev.logtrail.cli.input;

import dev.logtrail.limit.FileLimits;
import dev.logtrail.payload.PayloadDecoder;
import dev.logtrail.payload.PieceDecoder;
import dev.logtrail.payload.bytes.DecodingRoom;
import dev.logtrail.payload.bytes.InputPieces;
import dev.logtrail.payload.bytes.UnreadableException;
import dev.logtrail.payload.carrier.text.Carrier;
import dev.logtrail.payload.decoding.DecodedSink;
import dev.logtrail.payload.decoding.PayloadLimits;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import java.io.IOException;
import java.io.InputStream;

/** Reads inputs of any form and any length into events. */
public final class LogReader implements AutoCloseable {
  private static final int PIECE_BYTES = 16 << 20;
  private static final PayloadLimits LIMITS =
      new PayloadLimits(
          FileLimits.INPUT_RECORD_BYTES, Long.MAX_VALUE, PayloadLimits.DEFAULT.eventBytes());

  private final PayloadDecoder decoder = new PayloadDecoder(LIMITS);

  /**
   * Reads an input to its end.
   *
   * @param defaults names for what it does not tell
   * @throws UnreadableException if nothing in it is readable; if it only ends badly, {@code sink}
   *     has got what came before
   */
  public void read(InputStream in, LogStream defaults, DecodedSink sink)
      throws IOException, UnreadableException {
    read(in, defaults, sink, null);
  }

  /**
   * Reads an input to its end.
   *
   * @param carrier what a text was carried by; null to find out
   * @return what is worth saying about it
   * @throws UnreadableException as above
   */
  public InputNotes read(InputStream in, LogStream defaults, DecodedSink sink, Carrier carrier)
      throws IOException, UnreadableException {
    InputNotes notes = new InputNotes(sink);
    PieceDecoder pieces = decoder.pieces(defaults, Source.FILE, notes, carrier);
    InputPieces.each(
        in,
        PIECE_BYTES,
        FileLimits.INPUT_RECORD_BYTES,
        DecodingRoom.unlimited(),
        pieces::wholeRecords,
        (bytes, length) -> pieces.accept(bytes, 0, length));
    pieces.finish();
    notes.carrier(pieces.carrier());
    return notes;
  }

  @Override
  public void close() {
    decoder.close();
  }
}
