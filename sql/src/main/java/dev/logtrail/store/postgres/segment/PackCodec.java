package dev.logtrail.store.postgres.segment;

import com.github.luben.zstd.ZstdException;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.postgres.bytes.ByteReader;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Turns the segments of several small trails into one value and back: what they have in common is
 * compressed once.
 *
 * <pre>
 * format      byte, 2
 * dictionary  byte, as in {@link SegmentCodec}
 * count       varint
 * then for each trail:
 *   trail id    less the one before (signed; the first less 0)
 *   length      varint, bytes of its block before compression
 * blocks      the {@link EventBlock} of each, end to end, one zstd frame as in {@link SegmentCodec}
 * </pre>
 */
final class PackCodec {
  static final int FORMAT = 2;
  private static final int MAX_BYTES = 16 << 20;

  private PackCodec() {}

  /** Encodes blocks by their trails' ids; their order is kept. */
  static byte[] encode(Map<Long, byte[]> blocks) {
    PackWriter writer = new PackWriter();
    blocks.forEach(writer::add);
    return writer.pack().toByteArray();
  }

  static boolean isPack(byte[] data) {
    return data.length > 0 && data[0] == FORMAT;
  }

  /**
   * The blocks of a pack by their trails' ids.
   *
   * @throws StoreException if the bytes are damaged, or of a version this program does not know
   */
  static Map<Long, byte[]> decode(byte[] data) {
    try {
      return blocks(new ByteReader(data));
    } catch (StoreException | ZstdException e) {
      throw new StoreException(
          "a pack of %d bytes cannot be read: %s".formatted(data.length, e.getMessage()), e);
    }
  }

  private static Map<Long, byte[]> blocks(ByteReader in) {
    in.getByte();
    int dictionary = SegmentZstd.known(in.getByte());
    int count = in.getCount();
    long[] trails = new long[count];
    int[] lengths = new int[count];
    long before = 0;
    long total = 0;
    for (int i = 0; i < count; i++) {
      before += in.getSigned();
      trails[i] = before;
      long length = in.getVarint();
      total += length;
      if (length < 0 || length > MAX_BYTES || total > MAX_BYTES) {
        throw new StoreException("it announces " + total + " bytes; at most " + MAX_BYTES);
      }
      lengths[i] = (int) length;
    }
    ByteReader all = new ByteReader(SegmentZstd.decompress(dictionary, in, (int) total));
    Map<Long, byte[]> blocks = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      int from = all.advance(lengths[i]);
      byte[] block = new byte[lengths[i]];
      System.arraycopy(all.array(), from, block, 0, block.length);
      blocks.put(trails[i], block);
    }
    return blocks;
  }
}
