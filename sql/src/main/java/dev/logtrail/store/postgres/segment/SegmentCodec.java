package dev.logtrail.store.postgres.segment;

import com.github.luben.zstd.ZstdException;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.postgres.bytes.ByteReader;
import dev.logtrail.store.postgres.bytes.ByteWriter;
import dev.logtrail.trail.TrailEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  /** The segment of what {@link #block} or a pack gave. */
  static byte[] encodeBlock(byte[] block) {
    ByteWriter writer = new ByteWriter(block.length);
    writer.putBytes(block);
    return compress(writer);
  }

  /** The events of a block that was in a pack. */
  static List<TrailEvent> ofBlock(byte[] block) {
    return EventBlock.read(new ByteReader(block));
  }

  /**
   * The events of what {@link #encode} or {@link PackCodec#encode} wrote, by trail.
   *
   * @param trailId whose segment it is, if it is no pack
   * @throws StoreException as {@link #decode}
   */
  public static Map<Long, List<TrailEvent>> decodeAll(long trailId, byte[] data) {
    if (!PackCodec.isPack(data)) {
      return Map.of(trailId, decode(data));
    }
    Map<Long, List<TrailEvent>> all = new LinkedHashMap<>();
    PackCodec.decode(data).forEach((id, block) -> all.put(id, ofBlock(block)));
    return all;
  }

  /**
   * The events of one trail in a pack.
   *
   * @throws StoreException if it does not hold the trail, or holds what cannot be read
   */
  static List<TrailEvent> ofPack(Map<Long, byte[]> pack, long trailId) {
    byte[] block = pack.get(trailId);
    if (block == null) {
      throw new StoreException("its pack does not hold it");
    }
    return ofBlock(block);
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
    ByteWriter out = new ByteWriter(16);
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
    int dictionary = SegmentZstd.known(in.getByte());
    long length = in.getVarint();
    if (length < 0 || length > MAX_BLOCK_BYTES) {
      throw new StoreException("it announces " + length + " bytes; at most " + MAX_BLOCK_BYTES);
    }
    return SegmentZstd.decompress(dictionary, in, (int) length);
  }
}
