package dev.logtrail.store.postgres.search;

import dev.logtrail.store.StoreException;
import dev.logtrail.store.postgres.bytes.ByteReader;
import dev.logtrail.store.postgres.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Up to {@value #MAX_COLUMNS} columns of one day of the Bloom index, stored by bit instead of by
 * column (a bit-sliced index): slice {@code b} holds bit {@code b} of every column. To look for a
 * token in all columns, {@link BloomShape#PROBES} short slices are read.
 *
 * @param width bytes of a slice; a column for each bit, the last few may be empty
 * @param slices {@link BloomShape#BITS} slices
 * @param trails for each column its trails, as {@link BloomColumnCodec} writes them
 * @param probes bits that are set for a token, at least: the first of {@link BloomShape#PROBES}
 */
record BloomBlock(int width, byte[] slices, byte[] trails, int probes) {
  static final int MAX_COLUMNS = 1_024;

  /** A block of one to {@link #MAX_COLUMNS} columns. */
  static BloomBlock of(List<BloomColumn> columns) {
    int width = (columns.size() + 7) / 8;
    byte[] slices = new byte[BloomShape.BITS * width];
    ByteWriter trails = new ByteWriter(32 * columns.size());
    for (int i = 0; i < columns.size(); i++) {
      int at = i / 8;
      int mask = 1 << i % 8;
      columns.get(i).bits(bit -> slices[bit * width + at] |= (byte) mask);
      BloomColumnCodec.putTrails(trails, columns.get(i).trails());
    }
    for (int i = columns.size(); i < 8 * width; i++) {
      trails.putVarint(0);
    }
    return new BloomBlock(width, slices, trails.toByteArray(), BloomShape.PROBES);
  }

  /** As few blocks as hold some columns. */
  static List<BloomBlock> all(List<BloomColumn> columns) {
    List<BloomBlock> blocks = new ArrayList<>();
    for (int from = 0; from < columns.size(); from += MAX_COLUMNS) {
      blocks.add(of(columns.subList(from, Math.min(from + MAX_COLUMNS, columns.size()))));
    }
    return blocks;
  }

  /** One block with the columns of some, side by side. */
  static BloomBlock join(List<BloomBlock> blocks) {
    int width = blocks.stream().mapToInt(BloomBlock::width).sum();
    byte[] slices = new byte[BloomShape.BITS * width];
    ByteWriter trails = new ByteWriter(blocks.stream().mapToInt(b -> b.trails().length).sum());
    int at = 0;
    for (BloomBlock block : blocks) {
      for (int bit = 0; bit < BloomShape.BITS; bit++) {
        System.arraycopy(block.slices, bit * block.width, slices, bit * width + at, block.width);
      }
      at += block.width;
      trails.putBytes(block.trails);
    }
    int probes = blocks.stream().mapToInt(BloomBlock::probes).min().orElse(BloomShape.PROBES);
    return new BloomBlock(width, slices, trails.toByteArray(), probes);
  }

  /** Whether its parts are as long as they must be, and name trails for every column. */
  boolean isReadable() {
    if (width < 1 || slices.length != BloomShape.BITS * width) {
      return false;
    }
    try {
      BitSet all = new BitSet(8 * width);
      all.set(0, 8 * width);
      trails(trails, width, all, ids -> {});
      return true;
    } catch (StoreException e) {
      return false;
    }
  }

  /** Hands over the trails of some columns; {@code width} is the block's. */
  static void trails(byte[] trails, int width, BitSet columns, LongSink sink) {
    ByteReader in = new ByteReader(trails);
    for (int column = 0; column < 8 * width; column++) {
      if (columns.get(column)) {
        sink.add(BloomColumnCodec.getTrails(in));
      } else {
        BloomColumnCodec.skipTrails(in);
      }
    }
  }

  /** Takes trail ids. */
  @FunctionalInterface
  interface LongSink {
    void add(long[] trails);
  }
}
