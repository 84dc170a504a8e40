package dev.logtrail.store.stats;

/** A figure that a {@link Rollup} holds, and how two of one kind are merged. */
public enum RollupMetric {
  /** Requests. */
  REQUESTS(Merge.SUM),
  /** Requests whose outcome is {@code timeout}. */
  TIMEOUTS(Merge.SUM),
  /** Requests whose outcome is {@code out_of_memory}. */
  OUT_OF_MEMORY(Merge.SUM),
  /** Requests whose outcome is {@code crash}. */
  CRASHES(Merge.SUM),
  /** Requests whose outcome is {@code init_error}. */
  INIT_ERRORS(Merge.SUM),
  /** Requests whose outcome is {@code error}. */
  ERRORS(Merge.SUM),
  /** Requests whose outcome is {@code success}. */
  SUCCESSES(Merge.SUM),
  /** Requests whose outcome is {@code running}. */
  RUNNING(Merge.SUM),
  /** Requests whose outcome is {@code unknown}. */
  UNKNOWN(Merge.SUM),
  /** Requests of which it is known whether they were a cold start. */
  KNOWN_STARTS(Merge.SUM),
  /** Requests that were a cold start. */
  COLD_STARTS(Merge.SUM),
  /** Requests with a REPORT. */
  REPORTS(Merge.SUM),
  /** Requests whose REPORT tells billed duration and memory size. */
  PRICED(Merge.SUM),
  /** Billed durations, in ms. */
  BILLED_MS(Merge.SUM),
  /** Billed duration times memory size, in MB-ms. */
  MB_MS(Merge.SUM),
  /** Memory sizes of the requests that restored a snapshot, in MB. */
  RESTORED_MB(Merge.SUM),
  /** Raw events. */
  EVENTS(Merge.SUM),
  /** Bytes of the text of raw events. */
  RAW_BYTES(Merge.SUM),
  /** The longest duration, in ms; a Double. */
  MAX_DURATION_MS(Merge.MAX),
  /** The longest duration of a request that timed out, in ms; a Double. */
  TIMEOUT_MS(Merge.MAX),
  /** The most memory used, in MB. */
  MAX_MEMORY_USED_MB(Merge.MAX),
  /** The smallest memory size, in MB. */
  MIN_MEMORY_MB(Merge.MIN),
  /** The largest memory size, in MB. */
  MAX_MEMORY_MB(Merge.MAX);

  /** How two values become one. */
  public enum Merge {
    SUM,
    MIN,
    MAX
  }

  private final Merge merge;

  RollupMetric(Merge merge) {
    this.merge = merge;
  }

  /** How two values of the figure become one. */
  public Merge merge() {
    return merge;
  }

  /** Whether it is a duration in ms, and so a Double; all others are Longs. */
  public boolean isDuration() {
    return this == MAX_DURATION_MS || this == TIMEOUT_MS;
  }
}
