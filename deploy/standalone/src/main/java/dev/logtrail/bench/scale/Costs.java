package dev.logtrail.bench.scale;

/**
 * What an event costs, as {@code bench wide} and the tables of README and RATIONALE have measured
 * it, on a wide fleet: short-lived environments, 15 events a payload.
 *
 * @param doorUs CPU of a door, microseconds an event
 * @param jobUs CPU of the job
 * @param databaseUs CPU of the database, background work included
 * @param storedBytes bytes on disk, indexes and all else included, before a quiet day is rewritten
 * @param compactedBytes the same afterwards
 * @param walBytes bytes of write-ahead log
 */
record Costs(
    double doorUs,
    double jobUs,
    double databaseUs,
    double storedBytes,
    double compactedBytes,
    double walBytes) {
  /** 31,000 events a CPU second in all; of a run's CPU 47 % was the database's. */
  static final Costs MEASURED = new Costs(5, 12, 15, 117, 70, 413);

  /** The largest day, in events, that background work rewrites. */
  static final double LARGEST_REWRITTEN_DAY = 280e6;

  /** Bytes of an event on disk once its day is over. */
  double keptBytes(double eventsADay) {
    return eventsADay <= LARGEST_REWRITTEN_DAY ? compactedBytes : storedBytes;
  }
}
