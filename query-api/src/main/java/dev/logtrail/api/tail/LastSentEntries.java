package dev.logtrail.api.tail;

import dev.logtrail.limit.ServerLimits;
import dev.logtrail.trail.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers which entries of each trail were sent last, to tell the index of the first that
 * changed. Bounded: of a trail that was forgotten, all entries are sent again. Not thread-safe.
 */
final class LastSentEntries {
  /**
   * A version that was sent.
   *
   * @param flushNo when
   * @param hashes of its entries, in order
   */
  private record Sent(long flushNo, int[] hashes) {}

  /**
   * What changed.
   *
   * @param from index of the first entry that is not as it was
   * @param since the flush that sent the version before, -1 if none is remembered; a client that
   *     came later needs all
   */
  record Difference(int from, long since) {}

  private final Map<Object, Sent> sent = new LinkedHashMap<>(16, 0.75f, true);
  private int entries;

  /** Compares with the version before, and remembers this one. */
  Difference next(Object key, List<Entry> now, long flushNo) {
    int[] hashes = now.stream().mapToInt(Entry::hashCode).toArray();
    Sent before = sent.put(key, new Sent(flushNo, hashes));
    entries += hashes.length - (before == null ? 0 : before.hashes().length);
    forgetOldest();
    if (before == null) {
      return new Difference(0, -1);
    }
    return new Difference(common(before.hashes(), hashes), before.flushNo());
  }

  /** Forgets a version that was not sent after all: the next one is sent whole. */
  void forget(Object key) {
    Sent before = sent.remove(key);
    entries -= before == null ? 0 : before.hashes().length;
  }

  private void forgetOldest() {
    var oldest = sent.entrySet().iterator();
    while (entries > ServerLimits.TAIL_REMEMBERED_ENTRIES && sent.size() > 1) {
      entries -= oldest.next().getValue().hashes().length;
      oldest.remove();
    }
  }

  private static int common(int[] a, int[] b) {
    int i = 0;
    while (i < a.length && i < b.length && a[i] == b[i]) {
      i++;
    }
    return i;
  }
}
