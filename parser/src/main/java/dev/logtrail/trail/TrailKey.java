package dev.logtrail.trail;

import java.time.LocalDate;
import java.util.Objects;

/**
 * Names one trail: one attempt of a request in one stream, or what a stream wrote on one UTC day
 * that belongs to no request.
 *
 * <p>Rows hold both kinds in the same columns: a request's start number and an environment trail's
 * day share one number ({@link #storedNumber}).
 */
public final class TrailKey {
  private static final long DAY_MS = 86_400_000L;

  private final LogStream stream;
  private final String requestId;
  private final int number;

  private TrailKey(LogStream stream, String requestId, int number) {
    this.stream = Objects.requireNonNull(stream, "stream");
    this.requestId = requestId;
    this.number = number;
  }

  /**
   * The trail of one attempt of a request.
   *
   * @param requestId any non-blank token
   * @param startNumber which start (from 1), seen or inferred, of this id in this stream
   * @throws IllegalArgumentException if the request id is blank
   */
  public static TrailKey request(LogStream stream, String requestId, int startNumber) {
    Objects.requireNonNull(requestId, "requestId");
    if (requestId.isBlank()) {
      throw new IllegalArgumentException(
          "a request id is not blank; an environment trail has none");
    }
    return new TrailKey(stream, requestId, startNumber);
  }

  /** The environment trail of a stream for one UTC day. */
  public static TrailKey environment(LogStream stream, LocalDate day) {
    return new TrailKey(stream, null, Math.toIntExact(day.toEpochDay()));
  }

  /**
   * The environment trail of a stream for the UTC day of {@code timestamp}.
   *
   * @param timestamp epoch ms; {@link LogEvent#UNKNOWN_TIME} stands for 1970-01-01
   */
  public static TrailKey environmentAt(LogStream stream, long timestamp) {
    long ms = timestamp == LogEvent.UNKNOWN_TIME ? 0 : timestamp;
    return new TrailKey(stream, null, Math.toIntExact(Math.floorDiv(ms, DAY_MS)));
  }

  /**
   * The key that a row holds.
   *
   * @param requestId null for an environment trail
   * @param storedNumber what {@link #storedNumber} gave
   * @throws IllegalArgumentException if the request id is blank
   */
  public static TrailKey ofStored(LogStream stream, String requestId, int storedNumber) {
    return requestId == null
        ? new TrailKey(stream, null, storedNumber)
        : request(stream, requestId, storedNumber);
  }

  /** The log stream that wrote the trail's events. */
  public LogStream stream() {
    return stream;
  }

  /** The request id; null for an environment trail. */
  public String requestId() {
    return requestId;
  }

  /** Whether this names an environment trail. */
  public boolean isEnvironment() {
    return requestId == null;
  }

  /**
   * Which start (from 1), seen or inferred, of the request id in the stream.
   *
   * @throws IllegalStateException if this names an environment trail
   */
  public int startNumber() {
    if (requestId == null) {
      throw new IllegalStateException("an environment trail has a day, not a start number");
    }
    return number;
  }

  /**
   * The UTC day of an environment trail.
   *
   * @throws IllegalStateException if this names a request's trail
   */
  public LocalDate day() {
    if (requestId != null) {
      throw new IllegalStateException("a request's trail has a start number, not a day");
    }
    return LocalDate.ofEpochDay(number);
  }

  /** As rows hold it: the start number of a request, the day of an environment since 1970-01-01. */
  public int storedNumber() {
    return number;
  }

  @Override
  public boolean equals(Object other) {
    return other == this
        || other instanceof TrailKey key
            && number == key.number
            && Objects.equals(requestId, key.requestId)
            && stream.equals(key.stream);
  }

  @Override
  public int hashCode() {
    return 31 * (requestId == null ? stream.hashCode() : requestId.hashCode()) + number;
  }

  @Override
  public String toString() {
    return requestId == null
        ? "environment of " + stream + " on " + day()
        : "request " + requestId + " start " + number + " in " + stream;
  }
}
