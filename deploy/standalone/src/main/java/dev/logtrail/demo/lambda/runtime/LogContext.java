package dev.logtrail.demo.lambda.runtime;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * When, and in whose name, something is written.
 *
 * @param ms epoch milliseconds
 * @param requestId the request that writes, or null during init
 */
public record LogContext(long ms, String requestId) {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** {@code 2026-11-20T10:00:00.123Z}. */
  public String iso() {
    return MILLIS.format(Instant.ofEpochMilli(ms));
  }

  /** {@code 2026-11-20T10:00:00Z}. */
  String isoSeconds() {
    return Instant.ofEpochMilli(secondMs()).toString();
  }

  /** Epoch milliseconds cut to the whole second. */
  long secondMs() {
    return Instant.ofEpochMilli(ms).truncatedTo(ChronoUnit.SECONDS).toEpochMilli();
  }

  boolean inRequest() {
    return requestId != null;
  }

  LogContext plus(long moreMs) {
    return new LogContext(ms + moreMs, requestId);
  }
}
