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
 * A question to filters: may a column hold what a pattern needs? Looks at a limited number of bits:
 * of many tokens, fewer for each.
 */
final class BloomProbe {
  /** Slices read of a block at most; more tokens than this are believed to be there. */
  private static final int MOST_SLICES = 36;

  private static final int FEWEST_PROBES = 2;

  private final RequiredTokens needs;
  private final List<Integer> bits = new ArrayList<>();

  /** For each token that is looked up, where its bits begin; each has {@link #probes}. */
  private final Map<Integer, Integer> places = new TreeMap<>();

  private final int probes;

  BloomProbe(RequiredTokens needs) {
    this.needs = needs;
    Set<Integer> tokens = new LinkedHashSet<>();
    collect(needs, tokens);
    int count = Math.max(1, tokens.size());
    probes = Math.max(FEWEST_PROBES, Math.min(BloomShape.PROBES, MOST_SLICES / count));
    for (int token : tokens) {
      if (bits.size() + probes <= MOST_SLICES) {
        places.put(token, bits.size());
        for (int i = 0; i < probes; i++) {
          bits.add(BloomShape.bit(token, i));
        }
      }
    }
  }

  private static void collect(RequiredTokens needs, Set<Integer> tokens) {
    if (needs instanceof RequiredTokens.Word word) {
      tokens.add(BloomShape.token(word.token()));
    } else if (needs instanceof RequiredTokens.All all) {
      all.parts().forEach(part -> collect(part, tokens));
    } else if (needs instanceof RequiredTokens.Any any) {
      any.parts().forEach(part -> collect(part, tokens));
    }
  }

  /** The slices to read, in order. */
  List<Integer> slices() {
    return bits;
  }

  /** Whether a column that is not in a block yet may hold it. */
  boolean mayHold(BloomColumn column) {
    return needs.allows(hash -> column.mayHold(BloomShape.token(hash)));
  }

  /**
   * Which columns of a block may hold it.
   *
   * @param read the slices that {@link #slices()} names, in that order
   * @param width the block's
   */
  BitSet columns(List<byte[]> read, int width) {
    return columns(needs, read, 8 * width);
  }

  private BitSet columns(RequiredTokens part, List<byte[]> read, int count) {
    BitSet columns = new BitSet(count);
    if (part instanceof RequiredTokens.Any any) {
      any.parts().forEach(each -> columns.or(columns(each, read, count)));
      return columns;
    }
    columns.set(0, count);
    if (part instanceof RequiredTokens.All all) {
      all.parts().forEach(each -> columns.and(columns(each, read, count)));
    } else if (part instanceof RequiredTokens.Word word) {
      Integer place = places.get(BloomShape.token(word.token()));
      for (int i = 0; place != null && i < probes; i++) {
        columns.and(BitSet.valueOf(read.get(place + i)));
      }
    }
    return columns;
  }
}
