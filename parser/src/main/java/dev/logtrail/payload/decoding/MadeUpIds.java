package dev.logtrail.payload.decoding;

import dev.logtrail.trail.EventId;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes up ids for the events of one stream, counting equal events. It remembers eight bytes an
 * event and not its text: two events that only share a hash are counted as equal, which makes an id
 * unusual, but never two the same.
 */
public final class MadeUpIds {
  private static final int FEWEST_SLOTS = 16;

  private final Map<Long, Integer> repeats = new HashMap<>();
  private long[] seen = new long[FEWEST_SLOTS];
  private int size;

  /** The id of an event that came without one. */
  public String next(long timestamp, String message) {
    long hash = hash(timestamp, message);
    int k = add(hash) ? 1 : repeats.merge(hash, 2, (n, two) -> n + 1);
    return EventId.makeUp(timestamp, message, k);
  }

  /** Whether the hash was not there yet. */
  private boolean add(long hash) {
    int i = slot(hash);
    if (seen[i] == hash) {
      return false;
    }
    seen[i] = hash;
    if (++size * 3L > seen.length * 2L) {
      grow();
    }
    return true;
  }

  private void grow() {
    long[] old = seen;
    seen = new long[old.length * 2];
    for (long hash : old) {
      if (hash != 0) {
        seen[slot(hash)] = hash;
      }
    }
  }

  /** Where a hash is, or would be. */
  private int slot(long hash) {
    int i = (int) (hash >>> 32) & (seen.length - 1);
    while (seen[i] != 0 && seen[i] != hash) {
      i = (i + 1) & (seen.length - 1);
    }
    return i;
  }

  /** Never 0, which marks an empty slot. */
  private static long hash(long timestamp, String message) {
    long h = timestamp * 0x9E3779B97F4A7C15L;
    for (int i = 0; i < message.length(); i++) {
      h = (h ^ message.charAt(i)) * 0xC2B2AE3D27D4EB4FL;
      h ^= h >>> 29;
    }
    return h == 0 ? 1 : h;
  }
}
