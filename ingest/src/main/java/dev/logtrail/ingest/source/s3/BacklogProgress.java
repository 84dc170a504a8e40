package dev.logtrail.ingest.source.s3;

import dev.logtrail.ingest.feed.BackfillPace;
import dev.logtrail.ingest.feed.FeedState;
import dev.logtrail.ingest.feed.FeedState.Backfill.Unit;

/** How much has been read of what was there when a place was first listed. Not thread-safe. */
final class BacklogProgress {
  private final BackfillPace pace = new BackfillPace();
  private long firstLookMs = -1;
  private long totalBytes;
  private long doneBytes;

  /**
   * A look has found what is not read.
   *
   * @param isAll whether these objects are all there are
   */
  void found(ObjectLooks.Found found, boolean isAll, long nowMs) {
    if (firstLookMs < 0) {
      firstLookMs = nowMs;
      totalBytes = found.waitingBytes();
    } else if (isAll && found.objects().stream().noneMatch(this::isOfBacklog)) {
      doneBytes = totalBytes; // Some may have been deleted meanwhile.
    }
  }

  /** An object is done with. */
  void done(S3Object object) {
    if (isOfBacklog(object)) {
      doneBytes = Math.min(totalBytes, doneBytes + object.bytes());
    }
  }

  private boolean isOfBacklog(S3Object object) {
    return object.modifiedMs() <= firstLookMs;
  }

  /** As the status tells it; null if nothing was there. */
  FeedState.Backfill state(long nowMs) {
    return totalBytes == 0
        ? null
        : new FeedState.Backfill(
            Unit.BYTES, doneBytes, totalBytes, pace.leftMs(doneBytes, totalBytes, nowMs));
  }
}
