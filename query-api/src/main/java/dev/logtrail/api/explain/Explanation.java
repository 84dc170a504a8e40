package dev.logtrail.api.explain;

import dev.logtrail.api.load.LoadedTrail;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.ExceptionInfo;
import dev.logtrail.usual.Divergence;
import java.util.List;

/**
 * Why a request failed.
 *
 * @param trail the attempt that is explained: the last that failed, or the last if none did
 * @param attempts how many there are
 * @param failureLine index of the entry that names the failure, from 0; null if none does
 * @param cause the failure in one line; null if nothing is known of it
 * @param divergence where the request first went another way than those that went well; null if it
 *     did not, or none of them are stored
 * @param usualTrails how many requests that went well it was compared with
 * @param similar earlier failures of the same kind
 */
public record Explanation(
    LoadedTrail trail,
    int attempts,
    Integer failureLine,
    String cause,
    Divergence divergence,
    int usualTrails,
    Similar similar) {

  /**
   * Earlier failures of the same function.
   *
   * @param compared how many were looked at
   * @param more whether there are more than these
   * @param alike those of the same cause, newest first
   */
  public record Similar(int compared, boolean more, List<Alike> alike) {
    public Similar {
      alike = List.copyOf(alike);
    }
  }

  /**
   * One of them.
   *
   * @param startedAt epoch ms; null if not known
   * @param functionVersion null if not known
   */
  public record Alike(String requestId, Long startedAt, String functionVersion) {}

  /** Whether the request failed at all. */
  public boolean isFailure() {
    return trail.trail().header().outcome().isFailure();
  }

  /** The exception that the failure's entry tells of; null if it tells of none. */
  public ExceptionInfo exception() {
    return failureLine == null ? null : entries().get(failureLine).exception();
  }

  /** All entries of the trail. */
  public List<Entry> entries() {
    return trail.trail().entries();
  }
}
