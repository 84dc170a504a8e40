package dev.logtrail.api.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A point in time as a query parameter. */
final class TimeParam {
  static final String FORMS =
      "an ISO-8601 time with zone (2026-11-20T10:00:00Z), a UTC date (2026-11-20), epoch"
          + " milliseconds (1795255200000), or a time before now (-15m, -1h, -7d)";

  private static final Pattern EPOCH_MS = Pattern.compile("\\d{11,14}");
  private static final Pattern AGO = Pattern.compile("-(\\d{1,6})([smhd])");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  private static final long FIRST_MS = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();
  private static final long LAST_MS = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

  private TimeParam() {}

  /**
   * Epoch milliseconds.
   *
   * @param name the parameter, for the problem
   * @param text its value
   * @param clock what {@code now} is
   * @throws ProblemException 400 if it is none of the forms
   */
  static long parse(String name, String text, Clock clock) {
    Matcher ago = AGO.matcher(text);
    try {
      if (ago.matches()) {
        return clock.millis() - Long.parseLong(ago.group(1)) * unitMs(ago.group(2).charAt(0));
      }
      if (EPOCH_MS.matcher(text).matches()) {
        return Long.parseLong(text);
      }
      if (DATE.matcher(text).matches()) {
        return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
      }
      long ms = OffsetDateTime.parse(text).toInstant().toEpochMilli();
      if (ms < FIRST_MS || ms > LAST_MS) {
        throw new ProblemException(
            400, "'" + name + "' is '" + text + "': give a time of the years 0 to 9999.");
      }
      return ms;
    } catch (DateTimeException | ArithmeticException e) {
      String hint = text.contains(" ") ? " In a URL a + is written %2B." : "";
      throw new ProblemException(
          400, "'" + name + "' is '" + text + "', which is no time: give " + FORMS + "." + hint);
    }
  }

  private static long unitMs(char unit) {
    return switch (unit) {
      case 's' -> 1_000L;
      case 'm' -> 60_000L;
      case 'h' -> 3_600_000L;
      default -> 86_400_000L;
    };
  }
}
