package dev.logtrail.attribution;

/**
 * A set of request ids by 64-bit hash: it may say "yes" once in 2^64, which costs a look into the
 * store, never a line. Open addressing, since a stream names thousands, and each delivery asks for
 * some. Not thread-safe.
 */
final class IdSet {
  private long[] slots = new long[16];
  private int size;

  void add(String id) {
    long hash = hash(id);
    int at = slot(hash);
    if (slots[at] == 0) {
      slots[at] = hash;
      size++;
      if (2 * size > slots.length) {
        grow();
      }
    }
  }

  boolean contains(String id) {
    long hash = hash(id);
    return slots[slot(hash)] == hash;
  }

  int size() {
    return size;
  }

  /** Where the hash is, or may be put. */
  private int slot(long hash) {
    int mask = slots.length - 1;
    int at = (int) hash & mask;
    while (slots[at] != 0 && slots[at] != hash) {
      at = at + 1 & mask;
    }
    return at;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[2 * old.length];
    for (long hash : old) {
      if (hash != 0) {
        slots[slot(hash)] = hash;
      }
    }
  }

  /** Never 0, which stands for an empty slot. */
  private static long hash(String id) {
    long h = 0xcbf29ce484222325L;
    for (int i = 0; i < id.length(); i++) {
      h = (h ^ id.charAt(i)) * 0x100000001b3L;
    }
    h ^= h >>> 32;
    return h == 0 ? 1 : h;
  }
}
