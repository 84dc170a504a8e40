package dev.logtrail.api.render;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How times are written: ISO-8601 with exactly three digits of the second. */
public final class Times {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter READABLE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSXXX", Locale.ROOT);

  private Times() {}

  /** {@code 2026-11-20T10:00:00.123Z} for epoch milliseconds; null for null. */
  public static String utc(Long epochMs) {
    return epochMs == null ? null : UTC.format(Instant.ofEpochMilli(epochMs));
  }

  /** {@code 2026-11-20 11:00:00.123+01:00} in a zone, for people. */
  public static String readable(long epochMs, ZoneId zone) {
    return READABLE.format(Instant.ofEpochMilli(epochMs).atZone(zone));
  }
}
