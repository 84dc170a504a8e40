package dev.logtrail.ingest.source.cloudwatch;

import dev.logtrail.ingest.feed.FeedState;
import java.util.Collection;

/** How far the past of all groups has been read, and how long the rest will take at this pace. */
final class BackfillProgress {
  private static final long SETTLE_MS = 3_000;

  private long beganMs;
  private long beganDoneMs;

  /** Null if nothing of the past is wanted. */
  FeedState.Backfill of(Collection<GroupPosition> positions, long nowMs) {
    long done = 0;
    long total = 0;
    for (GroupPosition position : positions) {
      total += position.topMs() - position.sinceMs();
      done += position.topMs() - Math.max(position.sinceMs(), position.downMs());
    }
    if (total == 0) {
      return null;
    }
    if (beganMs == 0 || done < beganDoneMs) {
      beganMs = nowMs;
      beganDoneMs = done;
    }
    long took = nowMs - beganMs;
    long since = done - beganDoneMs;
    Long left = done >= total ? Long.valueOf(0) : null;
    if (left == null && took >= SETTLE_MS && since > 0) {
      left = Math.round((double) (total - done) * took / since);
    }
    return new FeedState.Backfill(done, total, left);
  }
}
