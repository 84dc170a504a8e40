package dev.logtrail.reading.logresult;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Where equal lines of a trail stand, given away one after the other from the end: each place at
 * most once, and each looked at at most twice however many there are.
 */
final class LinePlaces {
  private final List<Integer> places = new ArrayList<>(1);

  /** Places that were not before the asked one, the largest first. */
  private final Deque<Integer> behind = new ArrayDeque<>(0);

  /** Adds a place behind all others. */
  void add(int place) {
    places.add(place);
  }

  /**
   * Takes the last place before {@code to}; where there is none, lines of one millisecond being
   * shuffled, the last of all.
   *
   * @param to not above that of the call before
   * @return -1 if none is left
   */
  int take(int to) {
    while (!places.isEmpty() && places.get(places.size() - 1) >= to) {
      behind.addLast(places.remove(places.size() - 1));
    }
    if (!places.isEmpty()) {
      return places.remove(places.size() - 1);
    }
    return behind.isEmpty() ? -1 : behind.pollFirst();
  }
}
