package dev.logtrail.ingest.source.cloudwatch;

/**
 * A stretch of a group's time that is being read, page by page, by the events' own time.
 *
 * @param kind why
 * @param fromMs the first time that counts
 * @param toMs the last one; null for no end
 * @param token of the page before; null at the beginning
 * @param startedMs when it was begun
 * @param newestMs the newest ingestion that its pages told
 * @param pages how many were read
 * @param events how many they held
 * @param fresh how many of those were new
 */
record Scan(
    Kind kind,
    long fromMs,
    Long toMs,
    String token,
    long startedMs,
    long newestMs,
    int pages,
    long events,
    long fresh) {
  /** Why a stretch is read. */
  enum Kind {
    /** For what has come. */
    FOLLOW,
    /** For what was there before the group was followed. */
    BACKFILL,
    /** For what came so late that following did not look so far back. */
    SWEEP
  }

  static Scan begin(Kind kind, long fromMs, Long toMs, long nowMs) {
    return new Scan(kind, fromMs, toMs, null, nowMs, 0, 0, 0, 0);
  }

  Scan next(String nextToken, long newest, int more, int moreFresh) {
    return new Scan(
        kind,
        fromMs,
        toMs,
        nextToken,
        startedMs,
        Math.max(newestMs, newest),
        pages + 1,
        events + more,
        fresh + moreFresh);
  }
}
