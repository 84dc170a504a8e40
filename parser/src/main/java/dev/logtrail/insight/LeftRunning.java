package dev.logtrail.insight;

import dev.logtrail.trail.Basis;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.Origin;
import java.util.List;

/**
 * Work that a function leaves running after its response: what it writes after END, and what one
 * request writes while another runs. Not thread-safe.
 */
public final class LeftRunning {
  private int requests;
  private long afterEnd;
  private long duringOthers;
  private String example;

  /** Adds the lines of a request; those of the newest first. */
  public void add(String requestId, List<Entry> entries) {
    long after = 0;
    long during = 0;
    for (Entry e : entries) {
      if (e.origin() == Origin.FUNCTION) {
        during += e.bleed() ? 1 : 0;
        after += !e.bleed() && e.basis() == Basis.AFTER_END ? 1 : 0;
      }
    }
    if (after + during > 0) {
      requests++;
      afterEnd += after;
      duringOthers += during;
      example = example == null ? requestId : example;
    }
  }

  /** Requests that left work running. */
  public int requests() {
    return requests;
  }

  /** Lines written after their request's END, and before the next request. */
  public long linesAfterEnd() {
    return afterEnd;
  }

  /** Lines written while another request of the same environment ran. */
  public long linesDuringOthers() {
    return duringOthers;
  }

  /** All lines that were written too late. */
  public long lines() {
    return afterEnd + duringOthers;
  }

  /** The newest such request; null if there is none. */
  public String example() {
    return example;
  }
}
