package dev.logtrail.redact.rule;

import java.util.Arrays;

/** Stretches of a text. Not thread-safe. */
public final class Spans {
  private int[] bounds = new int[8];
  private int size;

  /** Adds the stretch from {@code start} up to before {@code end}; an empty one is left out. */
  public void add(int start, int end) {
    if (end <= start) {
      return;
    }
    if (size * 2 == bounds.length) {
      bounds = Arrays.copyOf(bounds, bounds.length * 2);
    }
    bounds[size * 2] = start;
    bounds[size * 2 + 1] = end;
    size++;
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** Where one begins. */
  public int start(int i) {
    return bounds[i * 2];
  }

  /** Before where one ends. */
  public int end(int i) {
    return bounds[i * 2 + 1];
  }
}
