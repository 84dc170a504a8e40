package dev.logtrail.ingest.source.kinesis;

import java.math.BigInteger;
import java.util.Objects;

/**
 * Where in a shard reading goes on.
 *
 * @param sequenceNumber of the last record read; null if none was
 * @param timestampMs when that record arrived; without one, from when on records count, epoch ms,
 *     or 0 for the oldest there is
 */
record ShardPosition(String sequenceNumber, long timestampMs) {
  /** The oldest record that the stream still holds. */
  static final ShardPosition TRIM_HORIZON = new ShardPosition(null, 0);

  private static final String OLDEST = "oldest";
  private static final String AT = "at ";

  /** Records that arrived then or later. */
  static ShardPosition at(long timestampMs) {
    return new ShardPosition(null, Math.max(0, timestampMs));
  }

  /** Behind a record. */
  static ShardPosition after(String sequenceNumber, long arrivedMs) {
    return new ShardPosition(Objects.requireNonNull(sequenceNumber, "sequenceNumber"), arrivedMs);
  }

  boolean isTrimHorizon() {
    return sequenceNumber == null && timestampMs == 0;
  }

  /** The earlier of the two. */
  ShardPosition earlier(ShardPosition other) {
    if (sequenceNumber != null && other.sequenceNumber != null) {
      int order = new BigInteger(sequenceNumber).compareTo(new BigInteger(other.sequenceNumber));
      return order <= 0 ? this : other;
    }
    if (sequenceNumber == null && other.sequenceNumber == null) {
      return timestampMs <= other.timestampMs ? this : other;
    }
    return sequenceNumber == null ? this : other; // Nothing of the shard was read yet.
  }

  /** The same a while before, so that records near it are read again. */
  ShardPosition before(long overlapMs) {
    return isTrimHorizon() ? this : at(timestampMs - overlapMs);
  }

  /** Readable, and read back by {@link #parse}. */
  String text() {
    if (sequenceNumber != null) {
      return sequenceNumber + " " + timestampMs;
    }
    return isTrimHorizon() ? OLDEST : AT + timestampMs;
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static ShardPosition parse(String text) {
    try {
      if (text.equals(OLDEST)) {
        return TRIM_HORIZON;
      }
      if (text.startsWith(AT)) {
        return at(Long.parseLong(text.substring(AT.length())));
      }
      int space = text.indexOf(' ');
      String number = new BigInteger(text.substring(0, space)).toString();
      return after(number, Long.parseLong(text.substring(space + 1)));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("'" + text + "' is no position in a shard", e);
    }
  }
}
