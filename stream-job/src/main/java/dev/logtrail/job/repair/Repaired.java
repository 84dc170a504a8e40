package dev.logtrail.job.repair;

import dev.logtrail.attribution.StreamTracker;
import dev.logtrail.store.StoredTrail;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.util.List;

/**
 * What a repair has found.
 *
 * @param stored the trails that were looked at, as they are stored
 * @param trails all of them as they have to be, and new ones; one that is missing has lost its last
 *     event
 * @param tracker ready for the stream's next events; null if the stream's end is not at hand
 */
public record Repaired(List<StoredTrail> stored, List<Trail> trails, StreamTracker tracker) {

  /**
   * A trail as it has to be.
   *
   * @param key which
   * @param events in no particular order; not empty
   * @param interrupted whether another request started before it reported; null if this is not
   *     known to have changed
   */
  public record Trail(TrailKey key, List<TrailEvent> events, Boolean interrupted) {}

  /** How many events the trails have that the stored ones had not. */
  public int news() {
    int after = trails.stream().mapToInt(trail -> trail.events().size()).sum();
    return after - stored.stream().mapToInt(trail -> trail.events().size()).sum();
  }
}
