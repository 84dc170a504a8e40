package dev.logtrail.ingest.source.cloudwatch;

import dev.logtrail.ingest.feed.BackfillPace;
import dev.logtrail.ingest.feed.FeedState;
import dev.logtrail.ingest.feed.FeedState.Backfill.Unit;
import java.util.Collection;

/** How far the past of all groups has been read, and how long the rest will take at this pace. */
final class BackfillProgress {
  private final BackfillPace pace = new BackfillPace();

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
    return new FeedState.Backfill(Unit.MS, done, total, pace.leftMs(done, total, nowMs));
  }
}
