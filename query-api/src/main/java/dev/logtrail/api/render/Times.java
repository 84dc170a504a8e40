package dev.logtrail.api.render;

import java.time.Instant;
import java.time.LocalDate;
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

  private static final long DAY_MS = 86_400_000;
  private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();
  private static final String FORM = "0000-00-00T00:00:00.000Z";

  private Times() {}

  /** {@code 2026-11-20T10:00:00.123Z} for epoch milliseconds; null for null. */
  public static String utc(Long epochMs) {
    if (epochMs == null) {
      return null;
    }
    long days = Math.floorDiv(epochMs, DAY_MS);
    // Every line has a time: a formatter takes as long for it as all else of a line takes.
    return days < 0 || days > LAST_DAY
        ? UTC.format(Instant.ofEpochMilli(epochMs))
        : digits(LocalDate.ofEpochDay(days), (int) (epochMs - days * DAY_MS));
  }

  private static String digits(LocalDate date, int msOfDay) {
    char[] text = FORM.toCharArray();
    put(text, 3, date.getYear());
    put(text, 6, date.getMonthValue());
    put(text, 9, date.getDayOfMonth());
    put(text, 12, msOfDay / 3_600_000);
    put(text, 15, msOfDay / 60_000 % 60);
    put(text, 18, msOfDay / 1_000 % 60);
    put(text, 22, msOfDay % 1_000);
    return new String(text);
  }

  /** Puts a number into a text of zeros, its last digit at a place. */
  private static void put(char[] text, int last, int number) {
    int at = last;
    for (int rest = number; rest > 0; rest /= 10) {
      text[at--] = (char) ('0' + rest % 10);
    }
  }

  /** {@code 2026-11-20 11:00:00.123+01:00} in a zone, for people. */
  public static String readable(long epochMs, ZoneId zone) {
    return READABLE.format(Instant.ofEpochMilli(epochMs).atZone(zone));
  }
}
