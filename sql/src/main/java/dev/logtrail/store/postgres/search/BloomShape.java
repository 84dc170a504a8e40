package dev.logtrail.store.postgres.search;

/**
 * The figures of the Bloom index. Stored data depends on each of them.
 *
 * <p>A column is one Bloom filter of {@value #BITS} bits; a full one holds {@value #CAPACITY}
 * tokens in a third of its bits. Words that stand in most columns make some bits useless to all
 * others that share them, so that what a token is mistaken for varies a hundredfold: of a million
 * trails of a wide fleet half of the words that stand in one are looked for in 9 others, one in
 * twenty in 160; with six bits it was 59 and 770, and with twelve it would be 3 and 58, but more
 * slices to read. A third fewer tokens would cost half as much room again: seven bytes an event of
 * a wide fleet.
 */
final class BloomShape {
  /** Bits of a column. */
  static final int BITS = 8_192;

  /** Bits that are set for a token; in blocks of earlier versions fewer, the first of them. */
  static final int PROBES = 9;

  /** Tokens of a full column. */
  static final int CAPACITY = 384;

  /** Tokens of an event at most; the column of an event with more matches everything. */
  static final int MAX_TOKENS = 4_096;

  private BloomShape() {}

  /** A token of {@link dev.logtrail.pattern.Tokens} in 32 bits; never 0. */
  static int token(long hash) {
    int folded = (int) (hash ^ hash >>> 32);
    return folded == 0 ? 1 : folded;
  }

  /** Which bit of a column stands for a token, by probe 0 to {@value #PROBES} - 1. */
  static int bit(int token, int probe) {
    long mixed = (token & 0xFFFFFFFFL) * 0x9E3779B97F4A7C15L;
    int first = (int) (mixed >>> 51);
    int step = (int) (mixed >>> 20) | 1;
    return first + probe * step & BITS - 1;
  }
}
