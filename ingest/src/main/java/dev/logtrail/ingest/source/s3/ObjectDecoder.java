package dev.logtrail.ingest.source.s3;

import dev.logtrail.limit.DeliveryLimits;
import dev.logtrail.limit.FeedLimits;
import dev.logtrail.limit.MemoryBudgets;
import dev.logtrail.payload.PayloadDecoder;
import dev.logtrail.payload.PieceDecoder;
import dev.logtrail.payload.bytes.DecodingRoom;
import dev.logtrail.payload.bytes.GzipLayers;
import dev.logtrail.payload.bytes.InputPieces;
import dev.logtrail.payload.bytes.UnreadableException;
import dev.logtrail.payload.decoding.PayloadLimits;
import dev.logtrail.trail.Source;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.zip.ZipException;

/**
 * Decodes an object piece by piece, however large: payloads of subscriptions as Firehose puts them
 * there, one after the other and each in its own gzip, answers of the Logs API, text of export
 * tasks. For one thread at a time.
 */
final class ObjectDecoder implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final PayloadLimits LIMITS =
      new PayloadLimits(
          PayloadLimits.DEFAULT.payloadBytes(), Long.MAX_VALUE, PayloadLimits.DEFAULT.eventBytes());

  private final DecodingRoom room = room();
  private final PayloadDecoder decoder = new PayloadDecoder(LIMITS, room());

  private static DecodingRoom room() {
    return new DecodingRoom(MemoryBudgets.ofThisProcess().decoding(), PATIENCE);
  }

  /**
   * Decodes to the end.
   *
   * @throws UnreadableException if it cannot be; the sink has got what came before
   * @throws IOException if the object cannot be fetched
   */
  void decode(InputStream object, ObjectNames names, ObjectEvents sink)
      throws IOException, UnreadableException {
    try (room) {
      room.take(4L * FeedLimits.S3_PIECE_BYTES);
      PieceDecoder pieces = decoder.pieces(names.stream(), Source.FILE, sink, names.carrier());
      InputPieces.each(
          GzipLayers.undone(object),
          FeedLimits.S3_PIECE_BYTES,
          DeliveryLimits.PAYLOAD_BYTES,
          room,
          pieces::wholeRecords,
          (bytes, length) -> {
            pieces.accept(bytes, 0, length);
            sink.handOn();
          });
      pieces.finish();
      sink.handOn();
    } catch (ZipException | EOFException e) {
      throw new UnreadableException("the gzip is damaged: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    decoder.close();
    room.close();
  }
}
