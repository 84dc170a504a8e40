package dev.logtrail.ingest.source.cloudwatch;

import java.nio.charset.StandardCharsets;

/**
 * Ids of events that were handed on lately, so that scans which overlap hand on each once. It holds
 * two generations of hashes, and forgets the older one when the newer is full: then an event may be
 * handed on once more, which changes nothing. Thread-safe.
 */
final class SeenIds {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private final int most;
  private long[] newer;
  private long[] older;
  private int size;

  /**
   * Nothing was seen.
   *
   * @param most ids of a generation
   */
  SeenIds(int most) {
    this.most = most;
    this.newer = new long[Integer.highestOneBit(most) << 2];
    this.older = new long[newer.length];
  }

  /** Whether an event is new; it is not from then on. */
  synchronized boolean add(String group, String id) {
    long hash = hash(group, id);
    if (find(older, hash) >= 0 || find(newer, hash) >= 0) {
      return false;
    }
    if (size >= most) {
      older = newer;
      newer = new long[older.length];
      size = 0;
    }
    newer[-find(newer, hash) - 1] = hash;
    size++;
    return true;
  }

  private static int find(long[] slots, long hash) {
    int mask = slots.length - 1;
    int at = (int) (hash ^ hash >>> 32) & mask;
    while (slots[at] != 0 && slots[at] != hash) {
      at = at + 1 & mask;
    }
    return slots[at] == hash ? at : -at - 1;
  }

  private static long hash(String group, String id) {
    long hash = OFFSET;
    for (byte b : (group + "\n" + id).getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ b) * PRIME;
    }
    hash ^= hash >>> 29;
    return hash == 0 ? 1 : hash;
  }
}
