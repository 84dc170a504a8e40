package dev.logtrail.job.assemble;

import java.util.Arrays;

/**
 * The ids of a stream's last events: a delivery that is repeated at once need not ask the store.
 */
final class RecentIds {
  private static final int FIRST_SIZE = 16;
  private static final int MOST = 256;

  private String[] ids = new String[FIRST_SIZE];
  private int next;

  /** The greatest id remembered: what is greater cannot have been seen. */
  private String greatest = "";

  boolean contains(String id) {
    if (id.compareTo(greatest) > 0) {
      return false;
    }
    for (String recent : ids) {
      if (id.equals(recent)) {
        return true;
      }
    }
    return false;
  }

  void add(String id) {
    if (next == ids.length && ids.length < MOST) {
      ids = Arrays.copyOf(ids, Math.min(MOST, ids.length * 4));
    }
    next = next == ids.length ? 0 : next;
    ids[next++] = id;
    greatest = id.compareTo(greatest) > 0 ? id : greatest;
  }
}
