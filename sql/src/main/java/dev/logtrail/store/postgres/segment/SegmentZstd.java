package dev.logtrail.store.postgres.segment;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictDecompress;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.postgres.bytes.ByteReader;
import dev.logtrail.store.postgres.bytes.ByteWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Supplier;

/**
 * Zstd as segments use it: level 3, a built-in dictionary, no magic number, content size or
 * dictionary id in the frame (the segment says it), a checksum at its end.
 *
 * <p>The dictionary was trained on synthetic Lambda logs; see {@code DictionaryTraining} in the
 * tests.
 */
final class SegmentZstd {
  static final int NO_DICTIONARY = 0;
  static final int DICTIONARY = 1;
  private static final int LEVEL = 3;

  private static final byte[] BYTES = load("segment-1.dict");
  private static final ZstdDictCompress COMPRESS = new ZstdDictCompress(BYTES, LEVEL);
  private static final ZstdDictDecompress DECOMPRESS = new ZstdDictDecompress(BYTES);

  private static final Pool<ZstdCompressCtx> COMPRESSORS =
      new Pool<>(
          () ->
              new ZstdCompressCtx()
                  .setLevel(LEVEL)
                  .setMagicless(true)
                  .setContentSize(false)
                  .setDictID(false)
                  .setChecksum(true)
                  .loadDict(COMPRESS));
  private static final Pool<ZstdDecompressCtx> DECOMPRESSORS =
      new Pool<>(() -> new ZstdDecompressCtx().setMagicless(true).loadDict(DECOMPRESS));
  private static final Pool<ZstdDecompressCtx> PLAIN_DECOMPRESSORS =
      new Pool<>(() -> new ZstdDecompressCtx().setMagicless(true));

  private SegmentZstd() {}

  /**
   * A dictionary's number.
   *
   * @throws StoreException if this version does not have it
   */
  static int known(int dictionary) {
    if (dictionary != DICTIONARY && dictionary != NO_DICTIONARY) {
      throw new StoreException(
          "it needs dictionary %d; this version has %d".formatted(dictionary, DICTIONARY));
    }
    return dictionary;
  }

  static void compress(ByteWriter block, ByteWriter out) {
    int bound = Math.toIntExact(Zstd.compressBound(block.size()));
    int from = out.makeRoom(bound);
    ZstdCompressCtx context = COMPRESSORS.take();
    try {
      out.added(
          context.compressByteArray(out.array(), from, bound, block.array(), 0, block.size()));
    } finally {
      COMPRESSORS.give(context);
    }
  }

  /** The {@code length} bytes that the rest of {@code in} was made of. */
  static byte[] decompress(int dictionary, ByteReader in, int length) {
    Pool<ZstdDecompressCtx> pool =
        dictionary == NO_DICTIONARY ? PLAIN_DECOMPRESSORS : DECOMPRESSORS;
    byte[] block = new byte[length];
    int frame = in.remaining();
    int from = in.advance(frame);
    ZstdDecompressCtx context = pool.take();
    try {
      int size = context.decompressByteArray(block, 0, length, in.array(), from, frame);
      if (size != length) {
        throw new StoreException("it announces %d bytes and holds %d".formatted(length, size));
      }
      return block;
    } finally {
      pool.give(context);
    }
  }

  private static byte[] load(String name) {
    try (InputStream in = SegmentZstd.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("the jar's " + name + " cannot be read", e);
    }
  }

  /** Keeps contexts, which are costly to make and good for one thread at a time. */
  private static final class Pool<T extends Closeable> {
    private final ArrayBlockingQueue<T> idle = new ArrayBlockingQueue<>(16);
    private final Supplier<T> make;

    Pool(Supplier<T> make) {
      this.make = make;
    }

    T take() {
      T context = idle.poll();
      return context != null ? context : make.get();
    }

    void give(T context) {
      if (!idle.offer(context)) {
        try {
          context.close();
        } catch (IOException e) {
          throw new UncheckedIOException("zstd cannot free a context", e);
        }
      }
    }
  }
}
