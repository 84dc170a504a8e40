package dev.logtrail.store.postgres.search;

import java.util.Arrays;

/** A set of tokens that keeps the order in which they came. Not thread-safe. */
final class TokenSet {
  private static final int SLOTS = 4 * BloomShape.CAPACITY;

  private int[] slots = new int[SLOTS];
  private int[] tokens = new int[SLOTS];
  private int size;

  int size() {
    return size;
  }

  /** Adds a token, which is not 0, unless it is there. */
  void add(int token) {
    int at = slot(token);
    if (slots[at] == token) {
      return;
    }
    slots[at] = token;
    tokens[size++] = token;
    if (2 * size > slots.length) {
      grow();
    }
  }

  boolean contains(int token) {
    return slots[slot(token)] == token;
  }

  /** The first tokens that came, in that order. */
  int[] first(int count) {
    return Arrays.copyOf(tokens, count);
  }

  void clear() {
    if (slots.length > SLOTS) {
      slots = new int[SLOTS];
      tokens = new int[SLOTS];
    } else {
      Arrays.fill(slots, 0);
    }
    size = 0;
  }

  /** Where the token is, or may be put. */
  private int slot(int token) {
    int mask = slots.length - 1;
    int at = token * 0x9E3779B9 >>> 7 & mask;
    while (slots[at] != 0 && slots[at] != token) {
      at = at + 1 & mask;
    }
    return at;
  }

  private void grow() {
    slots = new int[2 * slots.length];
    tokens = Arrays.copyOf(tokens, slots.length);
    for (int i = 0; i < size; i++) {
      slots[slot(tokens[i])] = tokens[i];
    }
  }
}
