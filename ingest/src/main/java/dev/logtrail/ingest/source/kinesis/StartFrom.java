package dev.logtrail.ingest.source.kinesis;

import java.io.Serializable;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/**
 * Where a stream is read from that was never read before.
 *
 * @param kind which of the three
 * @param timestampMs for {@link Kind#AT_TIMESTAMP}, epoch ms
 */
public record StartFrom(Kind kind, long timestampMs) implements Serializable {
  /** What comes from now on. */
  public static final StartFrom LATEST = new StartFrom(Kind.LATEST, 0);

  /** All that the stream holds. */
  public static final StartFrom TRIM_HORIZON = new StartFrom(Kind.TRIM_HORIZON, 0);

  /** Two clocks never agree: so much before "now" is now, too. */
  private static final long SKEW_MS = 5_000;

  /** The ways to begin, in AWS's words. */
  public enum Kind {
    LATEST,
    TRIM_HORIZON,
    AT_TIMESTAMP
  }

  /**
   * Reads what a user wrote.
   *
   * @throws IllegalArgumentException if it is none of the three; the message says what would be
   *     right
   */
  public static StartFrom parse(String text) {
    switch (text.toLowerCase(Locale.ROOT)) {
      case "latest":
        return LATEST;
      case "trim_horizon":
        return TRIM_HORIZON;
      default:
        try {
          return new StartFrom(
              Kind.AT_TIMESTAMP, OffsetDateTime.parse(text).toInstant().toEpochMilli());
        } catch (DateTimeParseException e) {
          throw new IllegalArgumentException(
              "'"
                  + text
                  + "' is no place to begin; right would be latest, trim_horizon or a time such as"
                  + " 2026-11-28T10:00:00Z",
              e);
        }
    }
  }

  /**
   * The position of a shard of which nothing was read. "Latest" is a time, not an end: a shard that
   * is made while the first ones are looked for is read from its beginning.
   */
  ShardPosition position(Clock clock) {
    return switch (kind) {
      case LATEST -> ShardPosition.at(clock.millis() - SKEW_MS);
      case TRIM_HORIZON -> ShardPosition.TRIM_HORIZON;
      case AT_TIMESTAMP -> ShardPosition.at(timestampMs);
    };
  }
}
