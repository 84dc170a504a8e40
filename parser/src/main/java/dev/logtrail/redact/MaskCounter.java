package dev.logtrail.redact;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what was masked, by kind, since the process started. Thread-safe. */
public final class MaskCounter {
  private static final MaskCounter HERE = new MaskCounter();

  private final ConcurrentMap<String, LongAdder> counts = new ConcurrentHashMap<>();

  /** The counter of this process. */
  public static MaskCounter ofThisProcess() {
    return HERE;
  }

  /** Counts the masks of a text that were not in it before. */
  void note(String before, String after) {
    Map<String, Integer> masks = Masks.count(after, null);
    if (masks == null) {
      return;
    }
    Map<String, Integer> old = Masks.isIn(before) ? Masks.count(before, null) : null;
    masks.forEach(
        (kind, n) -> {
          int more = n - (old == null ? 0 : old.getOrDefault(kind, 0));
          if (more > 0) {
            counts.computeIfAbsent(kind, k -> new LongAdder()).add(more);
          }
        });
  }

  /** How many of each kind. */
  public Map<String, Long> counts() {
    Map<String, Long> all = new TreeMap<>();
    counts.forEach((kind, n) -> all.put(kind, n.sum()));
    return all;
  }
}
