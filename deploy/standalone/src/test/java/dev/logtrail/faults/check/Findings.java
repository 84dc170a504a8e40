package dev.logtrail.faults.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was found wrong, by kind: some of each in words, all of them in number. */
public final class Findings {
  private static final int IN_WORDS = 5;

  private final Map<String, List<String>> words = new LinkedHashMap<>();
  private final Map<String, Integer> counts = new LinkedHashMap<>();

  /** Adds one. */
  public void add(String kind, String what) {
    counts.merge(kind, 1, Integer::sum);
    List<String> some = words.computeIfAbsent(kind, k -> new ArrayList<>());
    if (some.size() < IN_WORDS) {
      some.add(what);
    }
  }

  /** Whether nothing was found. */
  public boolean isEmpty() {
    return counts.isEmpty();
  }

  /** How many of a kind. */
  public int count(String kind) {
    return counts.getOrDefault(kind, 0);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    counts.forEach(
        (kind, count) -> {
          text.append("%,d × %s%n".formatted(count, kind));
          words.get(kind).forEach(what -> text.append("    ").append(what).append('\n'));
        });
    return text.toString();
  }
}
