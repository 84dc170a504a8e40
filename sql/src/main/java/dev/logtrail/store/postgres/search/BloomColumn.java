package dev.logtrail.store.postgres.search;

import java.util.function.IntConsumer;

/**
 * A column of the Bloom index before it becomes bits: the tokens of some events, and the trails
 * these events belong to. All tokens of an event are in one column.
 *
 * @param trails trail ids; not empty
 * @param tokens in any order, each once; null if there are too many, and anything may be there
 */
record BloomColumn(long[] trails, int[] tokens) {

  boolean mayHold(int token) {
    if (tokens == null) {
      return true;
    }
    for (int held : tokens) {
      if (held == token) {
        return true;
      }
    }
    return false;
  }

  /** Hands over the numbers of the bits that are set; some more than once. */
  void bits(IntConsumer bit) {
    if (tokens == null) {
      for (int i = 0; i < BloomShape.BITS; i++) {
        bit.accept(i);
      }
      return;
    }
    for (int token : tokens) {
      for (int probe = 0; probe < BloomShape.PROBES; probe++) {
        bit.accept(BloomShape.bit(token, probe));
      }
    }
  }
}
