package dev.logtrail.ingest.source.cloudwatch;

/**
 * How far a log group is read.
 *
 * @param seenMs all that was ingested before is read, as far as it was visible; epoch ms
 * @param sinceMs how far back its past is read
 * @param downMs how far back it has been read by now: from there up to {@code topMs}
 * @param topMs where reading its past began
 */
record GroupPosition(long seenMs, long sinceMs, long downMs, long topMs) {
  private static final int PARTS = 4;

  /** Nothing was read. */
  static GroupPosition begin(long nowMs, long sinceMs) {
    return new GroupPosition(nowMs, Math.min(sinceMs, nowMs), nowMs, nowMs);
  }

  boolean isBackfilled() {
    return downMs <= sinceMs;
  }

  GroupPosition seen(long ms) {
    return ms <= seenMs ? this : new GroupPosition(ms, sinceMs, downMs, topMs);
  }

  GroupPosition down(long ms) {
    return ms >= downMs ? this : new GroupPosition(seenMs, sinceMs, ms, topMs);
  }

  /** The same, read back further if that is further. */
  GroupPosition since(long ms) {
    return ms >= sinceMs ? this : new GroupPosition(seenMs, ms, downMs, topMs);
  }

  /** The same as if nothing had been read. */
  GroupPosition anew() {
    return new GroupPosition(topMs, sinceMs, topMs, topMs);
  }

  /** What both have read. */
  GroupPosition earlier(GroupPosition other) {
    return new GroupPosition(
        Math.min(seenMs, other.seenMs),
        Math.min(sinceMs, other.sinceMs),
        Math.max(downMs, other.downMs),
        Math.max(topMs, other.topMs));
  }

  /** Readable, and read back by {@link #parse}. */
  String text() {
    return "%d %d %d %d".formatted(seenMs, sinceMs, downMs, topMs);
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static GroupPosition parse(String text) {
    String[] parts = text.split(" ");
    try {
      if (parts.length == PARTS) {
        return new GroupPosition(
            Long.parseLong(parts[0]),
            Long.parseLong(parts[1]),
            Long.parseLong(parts[2]),
            Long.parseLong(parts[3]));
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException("'" + text + "' is no position in a log group");
  }
}
