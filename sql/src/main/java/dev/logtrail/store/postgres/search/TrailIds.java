package dev.logtrail.store.postgres.search;

import java.util.Arrays;

/** A growing list of trail ids. Not thread-safe. */
final class TrailIds {
  private long[] ids = new long[64];
  private int size;

  void add(long[] more) {
    if (size + more.length > ids.length) {
      ids = Arrays.copyOf(ids, Math.max(2 * ids.length, size + more.length));
    }
    System.arraycopy(more, 0, ids, size, more.length);
    size += more.length;
  }

  /** In ascending order, each once. */
  long[] sorted() {
    return Arrays.stream(ids, 0, size).sorted().distinct().toArray();
  }
}
