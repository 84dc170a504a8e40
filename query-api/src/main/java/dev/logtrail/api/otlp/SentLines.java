package dev.logtrail.api.otlp;

import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which lines of a trail have been sent: eight bytes each, a hash of what names it. */
final class SentLines {
  private static final long FNV_BEGIN = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final Set<Long> hashes = new LinkedHashSet<>();

  /** What the store holds; null for nothing. */
  SentLines(byte[] stored) {
    if (stored != null) {
      ByteBuffer in = ByteBuffer.wrap(stored);
      while (in.remaining() >= Long.BYTES) {
        hashes.add(in.getLong());
      }
    }
  }

  /** Notes a line; false if it was noted before. */
  boolean add(String uid) {
    long hash = FNV_BEGIN;
    for (int i = 0; i < uid.length(); i++) {
      hash = (hash ^ uid.charAt(i)) * FNV_PRIME;
    }
    return hashes.add(hash);
  }

  int size() {
    return hashes.size();
  }

  byte[] bytes() {
    ByteBuffer out = ByteBuffer.allocate(Long.BYTES * hashes.size());
    hashes.forEach(out::putLong);
    return out.array();
  }
}
