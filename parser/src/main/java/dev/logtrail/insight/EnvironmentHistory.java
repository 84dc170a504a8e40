package dev.logtrail.insight;

import dev.logtrail.trail.TrailHeader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the requests of one environment did to it.
 *
 * @param logStream its name
 * @param requests how many of its requests are known
 * @param rises which requests raised its Max Memory Used, which REPORT prints for the environment
 * @param failingSince the request from which on all failed, of {@link #FAILURES} at least; null if
 *     there is none
 * @param failed how many have failed since
 */
public record EnvironmentHistory(
    String logStream, int requests, List<Rise> rises, String failingSince, int failed) {
  /** So many in a row, to the last one, say that an environment does not recover. */
  public static final int FAILURES = 3;

  /**
   * A request that raised the memory that its environment has used.
   *
   * @param fromMb before; 0 of the first that is known
   * @param toMb with it
   */
  public record Rise(String requestId, Long startedAt, int fromMb, int toMb) {}

  public EnvironmentHistory {
    rises = List.copyOf(rises);
  }

  /** The history of one log stream, from the headers of its requests in any order. */
  public static EnvironmentHistory of(String logStream, List<TrailHeader> headers) {
    List<TrailHeader> sorted = new ArrayList<>(headers);
    sorted.sort(
        Comparator.comparing(
            TrailHeader::startedAt, Comparator.nullsFirst(Comparator.naturalOrder())));
    List<Rise> rises = new ArrayList<>();
    int peak = 0;
    int failed = 0;
    String since = null;
    for (TrailHeader h : sorted) {
      Integer used = h.report() == null ? null : h.report().maxMemoryUsedMb();
      if (used != null && used > peak) {
        rises.add(new Rise(h.key().requestId(), h.startedAt(), peak, used));
        peak = used;
      }
      if (h.outcome().isFailure()) {
        failed++;
        since = since == null ? h.key().requestId() : since;
      } else if (h.isClosed()) {
        failed = 0;
        since = null;
      }
    }
    boolean stuck = failed >= FAILURES;
    return new EnvironmentHistory(
        logStream, sorted.size(), rises, stuck ? since : null, stuck ? failed : 0);
  }

  /**
   * Whether it is poisoned: it fails from some request on, while others of the function do not.
   *
   * @param others all environments of the function, this one among them
   */
  public boolean isPoisoned(List<EnvironmentHistory> others) {
    long failing = others.stream().filter(e -> e.failingSince() != null).count();
    return failingSince != null && failing * 2 <= others.size() && others.size() > 1;
  }
}
