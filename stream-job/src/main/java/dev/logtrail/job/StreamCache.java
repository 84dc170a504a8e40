package dev.logtrail.job;

import dev.logtrail.attribution.StreamTracker;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.TrailKey;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

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
  private final Set<String> recentIds = new LinkedHashSet<>();

  /** Whether this event was seen a moment ago: a repeated delivery need not ask the store. */
  boolean sawRecently(LogEvent event) {
    return recentIds.contains(event.id());
  }

  void remember(LogEvent event) {
    recentIds.add(event.id());
    if (recentIds.size() > RECENT_IDS) {
      var oldest = recentIds.iterator();
      oldest.next();
      oldest.remove();
    }
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
