package dev.logtrail.job.repair;

import dev.logtrail.attribution.ScannedEvent;
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
 * @param news events that were not stored
 * @param whole whether these are all trails of the stream
 */
public record Repaired(
    List<StoredTrail> stored,
    List<Trail> trails,
    StreamTracker tracker,
    List<ScannedEvent> news,
    boolean whole) {

  /**
   * A trail as it has to be.
   *
   * @param key which
   * @param events in no particular order; not empty
   * @param interrupted whether another request started before it reported; null if this is not
   *     known to have changed
   */
  public record Trail(TrailKey key, List<TrailEvent> events, Boolean interrupted) {}
}
