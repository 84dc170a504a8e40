package dev.logtrail.attribution;

import java.util.HashSet;
import java.util.Set;

/**
 * A set of request ids by 64-bit hash: it may say "yes" once in 2^64, which costs a look into the
 * store, never a line.
 */
final class IdSet {
  private final Set<Long> hashes = new HashSet<>();

  void add(String id) {
    hashes.add(hash(id));
  }

  boolean contains(String id) {
    return hashes.contains(hash(id));
  }

  int size() {
    return hashes.size();
  }

  private static long hash(String id) {
    long h = 0xcbf29ce484222325L;
    for (int i = 0; i < id.length(); i++) {
      h = (h ^ id.charAt(i)) * 0x100000001b3L;
    }
    return h ^ (h >>> 32);
  }
}
