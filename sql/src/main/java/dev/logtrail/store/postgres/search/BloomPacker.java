package dev.logtrail.store.postgres.search;

import dev.logtrail.pattern.Tokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Packs events into columns of the Bloom index, as many into each as it has room for: small trails
 * share one, large ones have several. Events that have words in common take little room side by
 * side. Not thread-safe.
 */
final class BloomPacker {
  private final List<BloomColumn> columns = new ArrayList<>();
  private final TokenSet tokens = new TokenSet();
  private final LongConsumer taker = hash -> tokens.add(BloomShape.token(hash));
  private long[] trails = new long[16];
  private int trailCount;

  /** Adds an event of a trail. */
  void add(long trailId, String message) {
    int before = tokens.size();
    Tokens.of(message, taker);
    if (tokens.size() > BloomShape.CAPACITY && before > 0) {
      close(before);
      Tokens.of(message, taker);
    }
    trail(trailId);
    closeIfFull();
  }

  /** Adds what was packed before; a full column stays as it is. */
  void add(BloomColumn column) {
    if (column.tokens() == null || column.tokens().length >= BloomShape.CAPACITY) {
      columns.add(column);
      return;
    }
    int before = tokens.size();
    addAll(column.tokens());
    if (tokens.size() > BloomShape.CAPACITY && before > 0) {
      close(before);
      addAll(column.tokens());
    }
    for (long trailId : column.trails()) {
      trail(trailId);
    }
    closeIfFull();
  }

  /** Whether there are as many full columns as a block holds. */
  boolean isBlock() {
    return columns.size() >= BloomBlock.MAX_COLUMNS - 1;
  }

  /** All columns; the packer is empty afterwards. */
  List<BloomColumn> finish() {
    close(tokens.size());
    List<BloomColumn> all = List.copyOf(columns);
    columns.clear();
    return all;
  }

  private void addAll(int[] more) {
    for (int token : more) {
      tokens.add(token);
    }
  }

  private void trail(long trailId) {
    if (trailCount > 0 && trails[trailCount - 1] == trailId) {
      return;
    }
    if (trailCount == trails.length) {
      trails = Arrays.copyOf(trails, 2 * trailCount);
    }
    trails[trailCount++] = trailId;
  }

  private void closeIfFull() {
    if (tokens.size() > BloomShape.CAPACITY) {
      close(tokens.size());
    }
  }

  /** Ends a column with the first {@code count} tokens that came. */
  private void close(int count) {
    if (trailCount > 0) {
      long[] own = Arrays.stream(trails, 0, trailCount).sorted().distinct().toArray();
      columns.add(new BloomColumn(own, count > BloomShape.MAX_TOKENS ? null : tokens.first(count)));
    }
    tokens.clear();
    trailCount = 0;
  }
}
