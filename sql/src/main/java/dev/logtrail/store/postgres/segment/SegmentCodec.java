package dev.logtrail.store.postgres.segment;

import com.github.luben.zstd.ZstdException;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.postgres.bytes.ByteReader;
import dev.logtrail.store.postgres.bytes.ByteWriter;
import dev.logtrail.trail.TrailEvent;
import java.util.List;

/**
 * Turns the events of a segment into bytes and back.
 *
 * <pre>
 * format      byte, 1
 * dictionary  byte, which built-in dictionary was used; 0 none
 * length      varint, bytes of the block before compression
 * block       {@link EventBlock}, one zstd frame without magic number, with checksum
 * </pre>
 *
 * Both bytes let a later version read what this one wrote: add a number, never change one. Order,
 * ids and texts come back exactly, whatever they hold. Thread-safe.
 */
public final class SegmentCodec {
  private static final int FORMAT = 1;
  private static final int MAX_BLOCK_BYTES = 256 << 20;

  private SegmentCodec() {}

  /** Encodes events; their order is kept. */
  static EncodedSegment encode(List<TrailEvent> events) {
    ByteWriter block = new ByteWriter(256 * events.size());
    int rawBytes = EventBlock.write(events, block);
    return new EncodedSegment(compress(block), events.size(), rawBytes);
  }

  /**
   * Decodes what {@link #encode} wrote.
   *
   * @throws StoreException if the bytes are damaged, or of a version this program does not know
   */
  public static List<TrailEvent> decode(byte[] data) {
    try {
      return EventBlock.read(new ByteReader(block(data)));
    } catch (StoreException | ZstdException e) {
      throw new StoreException(
          "a segment of %d bytes cannot be read: %s".formatted(data.length, e.getMessage()), e);
    }
  }

  private static byte[] compress(ByteWriter block) {
    ByteWriter out = new ByteWriter(SegmentZstd.bound(block.size()) + 16);
    out.putByte(FORMAT);
    out.putByte(SegmentZstd.DICTIONARY);
    out.putVarint(block.size());
    SegmentZstd.compress(block, out);
    return out.toByteArray();
  }

  /** The block of a segment before compression. */
  static byte[] block(byte[] data) {
    ByteReader in = new ByteReader(data);
    int format = in.getByte();
    if (format != FORMAT) {
      throw new StoreException("it has format " + format + "; this version knows 1");
    }
    int dictionary = in.getByte();
    if (dictionary != SegmentZstd.DICTIONARY && dictionary != SegmentZstd.NO_DICTIONARY) {
      throw new StoreException(
          "it needs dictionary %d; this version has %d"
              .formatted(dictionary, SegmentZstd.DICTIONARY));
    }
    long length = in.getVarint();
    if (length < 0 || length > MAX_BLOCK_BYTES) {
      throw new StoreException("it announces " + length + " bytes; at most " + MAX_BLOCK_BYTES);
    }
    return SegmentZstd.decompress(dictionary, in, (int) length);
  }
}
