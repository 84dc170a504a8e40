package dev.logtrail.ingest.source.s3;

import dev.logtrail.limit.FeedLimits;
import java.util.HashMap;
import java.util.Map;

/** Which objects are read, while they are. Not thread-safe. */
final class ReadObjects {
  private final Map<Long, Long> done;
  private long beforeMs;

  ReadObjects(S3Position position) {
    this.beforeMs = position.beforeMs();
    this.done = new HashMap<>(position.done());
  }

  boolean isDone(S3Object object) {
    return object.modifiedMs() < beforeMs || done.containsKey(object.hash());
  }

  void done(long hash, long modifiedMs) {
    done.put(hash, modifiedMs);
  }

  /** All that were put there before a time are read. */
  void before(long ms) {
    if (ms > beforeMs) {
      beforeMs = ms;
      done.values().removeIf(modified -> modified < ms);
    }
  }

  /**
   * What may be forgotten when everything is listed: objects are remembered for some hours, and no
   * more than there is room for.
   *
   * @param oldestUnreadMs when the oldest was put there that is not read
   */
  long forgettableMs(long oldestUnreadMs) {
    long newest = done.values().stream().mapToLong(ms -> ms).max().orElse(beforeMs);
    long usual = Math.min(oldestUnreadMs, newest - FeedLimits.S3_REMEMBERED_MS);
    if (done.size() <= FeedLimits.S3_REMEMBERED_OBJECTS) {
      return usual;
    }
    long crowded =
        done.values().stream()
            .sorted()
            .skip(done.size() - FeedLimits.S3_REMEMBERED_OBJECTS)
            .findFirst()
            .orElse(usual);
    return Math.max(usual, Math.min(oldestUnreadMs, crowded));
  }

  S3Position position() {
    return new S3Position(beforeMs, done);
  }
}
