package dev.logtrail.trail;

import java.time.LocalDate;
import java.util.Objects;

/**
 * Names one trail: one attempt of a request in one stream, or what a stream wrote on one UTC day
 * that belongs to no request.
 *
 * @param stream the log stream
 * @param requestId any non-blank token; null for an environment trail
 * @param n for a request the n-th start (from 1), seen or inferred, of this id in this stream; for
 *     an environment trail the UTC day as days since 1970-01-01
 */
public record TrailKey(LogStream stream, String requestId, int n) {
  private static final long DAY_MS = 86_400_000L;

  public TrailKey {
    Objects.requireNonNull(stream, "stream");
    if (requestId != null && requestId.isBlank()) {
      throw new IllegalArgumentException(
          "a request id is not blank; an environment trail has null");
    }
  }

  /** By hand, as {@link #hashCode}: a key of maps that each event goes through. */
  @Override
  public boolean equals(Object other) {
    return other == this
        || other instanceof TrailKey key
            && n == key.n
            && Objects.equals(requestId, key.requestId)
            && stream.equals(key.stream);
  }

  @Override
  public int hashCode() {
    return 31 * (requestId == null ? stream.hashCode() : requestId.hashCode()) + n;
  }

  /**
   * The environment trail of a stream for the UTC day of {@code timestamp} (epoch ms; unknown
   * times: 1970-01-01).
   */
  public static TrailKey environment(LogStream stream, long timestamp) {
    long ms = timestamp == LogEvent.UNKNOWN_TIME ? 0 : timestamp;
    return new TrailKey(stream, null, Math.toIntExact(Math.floorDiv(ms, DAY_MS)));
  }

  /** Whether this names an environment trail. */
  public boolean isEnvironment() {
    return requestId == null;
  }

  /** The UTC day of an environment trail. */
  public LocalDate environmentDay() {
    return LocalDate.ofEpochDay(n);
  }
}
