package dev.logtrail.store.postgres.search;

import dev.logtrail.pattern.RequiredTokens;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A look into the Bloom index: which columns may hold the tokens that a pattern requires. Reads a
 * limited number of bits: the more tokens, the fewer bits of each.
 */
final class BloomProbe {
  /** Slices read of a block at most; further tokens are taken to be there. */
  private static final int MAX_SLICES = 36;

  private static final int MIN_PROBES = 2;

  private final RequiredTokens required;
  private final List<Integer> bits = new ArrayList<>();

  /** For each token that is looked up, where its bits begin; each has {@link #probes}. */
  private final Map<Integer, Integer> places = new TreeMap<>();

  private final int probes;

  BloomProbe(RequiredTokens required) {
    this.required = required;
    Set<Integer> tokens = new LinkedHashSet<>();
    collect(required, tokens);
    int count = Math.max(1, tokens.size());
    probes = Math.max(MIN_PROBES, Math.min(BloomShape.PROBES, MAX_SLICES / count));
    for (int token : tokens) {
      if (bits.size() + probes <= MAX_SLICES) {
        places.put(token, bits.size());
        for (int i = 0; i < probes; i++) {
          bits.add(BloomShape.bit(token, i));
        }
      }
    }
  }

  private static void collect(RequiredTokens required, Set<Integer> tokens) {
    if (required instanceof RequiredTokens.Word word) {
      tokens.add(BloomShape.token(word.token()));
    } else if (required instanceof RequiredTokens.All all) {
      all.parts().forEach(part -> collect(part, tokens));
    } else if (required instanceof RequiredTokens.Any any) {
      any.parts().forEach(part -> collect(part, tokens));
    }
  }

  /** The slices to read, in order. */
  List<Integer> slices() {
    return bits;
  }

  /** Whether a column that is not in a block yet may hold it. */
  boolean mayHold(BloomColumn column) {
    return required.allows(hash -> column.mayHold(BloomShape.token(hash)));
  }

  /**
   * Which columns of a block may hold it.
   *
   * @param read the slices that {@link #slices()} names, in that order
   * @param width the block's
   * @param set how many bits of a token are set in that block: of the others nothing is known
   */
  BitSet columns(List<byte[]> read, int width, int set) {
    return columns(required, read, 8 * width, Math.min(probes, set));
  }

  private BitSet columns(RequiredTokens part, List<byte[]> read, int count, int set) {
    BitSet columns = new BitSet(count);
    if (part instanceof RequiredTokens.Any any) {
      any.parts().forEach(each -> columns.or(columns(each, read, count, set)));
      return columns;
    }
    columns.set(0, count);
    if (part instanceof RequiredTokens.All all) {
      all.parts().forEach(each -> columns.and(columns(each, read, count, set)));
    } else if (part instanceof RequiredTokens.Word word) {
      Integer place = places.get(BloomShape.token(word.token()));
      for (int i = 0; place != null && i < set; i++) {
        columns.and(BitSet.valueOf(read.get(place + i)));
      }
    }
    return columns;
  }
}
