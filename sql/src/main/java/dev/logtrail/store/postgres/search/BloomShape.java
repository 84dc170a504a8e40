package dev.logtrail.store.postgres.search;

/**
 * The measures of the Bloom filters that narrow searches: stored data depends on each of them.
 *
 * <p>A column is one filter of {@value #BITS} bits; a full one holds {@value #CAPACITY} tokens in a
 * sixth of its bits, and errs about a token it does not hold once in 40,000 times.
 */
final class BloomShape {
  static final int BITS = 8_192;
  static final int PROBES = 6;
  static final int CAPACITY = 256;

  /** An event of more tokens than this is not filtered: it always may match. */
  static final int MOST_TOKENS = 4_096;

  private BloomShape() {}

  /** A token of {@link dev.logtrail.pattern.Tokens} in 32 bits; never 0. */
  static int token(long hash) {
    int folded = (int) (hash ^ hash >>> 32);
    return folded == 0 ? 1 : folded;
  }

  /** Which bit of a column stands for a token, by probe 0 to {@value #PROBES} - 1. */
  static int bit(int token, int probe) {
    long spread = (token & 0xFFFFFFFFL) * 0x9E3779B97F4A7C15L;
    int first = (int) (spread >>> 51);
    int step = (int) (spread >>> 20) | 1;
    return first + probe * step & BITS - 1;
  }
}
