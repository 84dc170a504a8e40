package dev.logtrail.store.postgres.search;

import dev.logtrail.store.StoreException;
import dev.logtrail.store.postgres.bytes.ByteReader;
import dev.logtrail.store.postgres.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Columns of the Bloom index, and the trails of columns, as bytes.
 *
 * <pre>
 * columns   format byte, 1; count; for each: trails, then 0 if everything may be there, else
 *           1 + the number of tokens, and the tokens in four bytes each
 * trails    count; each id less the one before (signed)
 * </pre>
 */
final class BloomColumnCodec {
  private static final int FORMAT = 1;

  private BloomColumnCodec() {}

  static byte[] encode(List<BloomColumn> columns) {
    ByteWriter out = new ByteWriter(64 + columns.stream().mapToInt(BloomColumnCodec::size).sum());
    out.putByte(FORMAT);
    out.putVarint(columns.size());
    for (BloomColumn column : columns) {
      putTrails(out, column.trails());
      if (column.tokens() == null) {
        out.putVarint(0);
      } else {
        out.putVarint(1 + column.tokens().length);
        for (int token : column.tokens()) {
          out.putInt(token);
        }
      }
    }
    return out.toByteArray();
  }

  private static int size(BloomColumn column) {
    return 16
        + 10 * column.trails().length
        + (column.tokens() == null ? 0 : 4 * column.tokens().length);
  }

  static List<BloomColumn> decode(byte[] data) {
    ByteReader in = new ByteReader(data);
    int format = in.getByte();
    if (format != FORMAT) {
      throw new StoreException(
          "columns of the Bloom index have format " + format + "; this version knows " + FORMAT);
    }
    int count = in.getCount();
    List<BloomColumn> columns = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      columns.add(new BloomColumn(getTrails(in), getTokens(in)));
    }
    return columns;
  }

  private static int[] getTokens(ByteReader in) {
    long count = in.getVarint();
    if (count == 0) {
      return null;
    }
    // A column may hold no token at all: of events without a word.
    if (count < 0 || count - 1 > in.remaining() / Integer.BYTES) {
      throw new StoreException(
          "a column announces %d tokens, but %d bytes follow".formatted(count - 1, in.remaining()));
    }
    int[] tokens = new int[(int) count - 1];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = in.getInt();
    }
    return tokens;
  }

  static void putTrails(ByteWriter out, long[] trails) {
    out.putVarint(trails.length);
    long before = 0;
    for (long trail : trails) {
      out.putSigned(trail - before);
      before = trail;
    }
  }

  /** Goes past what {@link #getTrails} reads. */
  static void skipTrails(ByteReader in) {
    in.skipVarints(in.getCount());
  }

  static long[] getTrails(ByteReader in) {
    long[] trails = new long[in.getCount()];
    long before = 0;
    for (int i = 0; i < trails.length; i++) {
      before += in.getSigned();
      trails[i] = before;
    }
    return trails;
  }
}
