package dev.logtrail.job.assemble;

import dev.logtrail.attribution.StreamTracker;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.TrailKey;
import java.util.HashMap;
import java.util.Map;

/**
 * What a task holds of one stream between deliveries: a cache of the store, safe to drop after any
 * flush.
 */
final class StreamCache {
  private static final int RECENT_IDS = 256;

  /** Null when the newest part of the stream is not at hand. */
  StreamTracker tracker;

  final Map<TrailKey, TrailDraft> drafts = new HashMap<>();
  long lastUsedMs;
  private final String[] recentIds = new String[RECENT_IDS];
  private int nextRecent;

  /** The greatest id remembered: what is greater cannot have been seen. */
  private String greatestId = "";

  /** Whether this event was seen a moment ago: a repeated delivery need not ask the store. */
  boolean sawRecently(LogEvent event) {
    if (event.id().compareTo(greatestId) > 0) {
      return false;
    }
    for (String recent : recentIds) {
      if (event.id().equals(recent)) {
        return true;
      }
    }
    return false;
  }

  void remember(LogEvent event) {
    recentIds[nextRecent] = event.id();
    nextRecent = (nextRecent + 1) % RECENT_IDS;
    greatestId = event.id().compareTo(greatestId) > 0 ? event.id() : greatestId;
  }

  /** Forgets trails that no further delivery can change without asking the store. */
  void trim() {
    drafts
        .values()
        .removeIf(
            d ->
                !d.isDirty()
                    && !d.key().isEnvironment()
                    && !tracker.requestIds().contains(d.key().requestId()));
  }
}
