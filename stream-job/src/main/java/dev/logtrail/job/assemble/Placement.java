package dev.logtrail.job.assemble;

import dev.logtrail.attribution.AttributionChanges;
import dev.logtrail.attribution.ScannedEvent;
import dev.logtrail.attribution.StreamTracker;
import dev.logtrail.job.repair.Repaired;
import java.util.List;
import java.util.Map;

/**
 * What deliveries of one stream change, found out before anything is changed.
 *
 * @param changes changes of the trails at hand; null if there is {@code repaired}
 * @param repaired what takes the place of the trails at hand; null if there is {@code changes}
 * @param tracker ready for the stream's next events; null if its newest part is not at hand
 * @param news events that were neither stored nor pending
 */
record Placement(
    AttributionChanges changes, Repaired repaired, StreamTracker tracker, List<ScannedEvent> news) {

  Placement(AttributionChanges changes, StreamTracker tracker, List<ScannedEvent> news) {
    this(changes, null, tracker, news);
  }

  Placement(Repaired repaired) {
    this(null, repaired, repaired.tracker(), repaired.news());
  }

  /** Nothing is new. */
  static Placement nothing(StreamTracker tracker) {
    return new Placement(new AttributionChanges(List.of(), Map.of()), null, tracker, List.of());
  }

  void applyTo(StreamDrafts drafts) {
    if (repaired != null) {
      drafts.replaceBy(repaired);
    } else {
      drafts.apply(changes);
    }
  }
}
