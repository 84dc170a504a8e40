package dev.logtrail.ingest.feed;

/** How long the rest of something takes at the pace of what has been done. Not thread-safe. */
public final class BackfillPace {
  private static final long SETTLE_MS = 3_000;

  private long beganMs;
  private long beganDone;

  /**
   * The time left, ms; null as long as no pace can be told.
   *
   * @param done how much is done; the same unit as {@code total}
   * @param nowMs the time now, epoch ms
   */
  public Long leftMs(long done, long total, long nowMs) {
    if (beganMs == 0 || done < beganDone) {
      beganMs = nowMs;
      beganDone = done;
    }
    long took = nowMs - beganMs;
    long since = done - beganDone;
    if (done >= total) {
      return 0L;
    }
    return took >= SETTLE_MS && since > 0
        ? Long.valueOf(Math.round((double) (total - done) * took / since))
        : null;
  }
}
