package dev.logtrail.store.postgres.jdbc;

import dev.logtrail.trail.LogEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Times and days on their way to and from PostgreSQL. Beyond the years 1 to 9999 they are cut to
 * the nearest that fits: the row then shows the limit, the raw events keep the truth.
 */
public final class PgTime {
  public static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
  public static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);
  private static final long FIRST_MS =
      FIRST_DAY.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  private static final long LAST_MS =
      LAST_DAY.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli() - 1;

  private PgTime() {}

  /** Epoch ms that fit; null stays null. */
  public static Long ms(Long epochMs) {
    return epochMs == null ? null : Long.valueOf(clampMs(epochMs));
  }

  /** A timestamptz parameter; {@link LogEvent#UNKNOWN_TIME} is before all times. */
  public static OffsetDateTime timestamp(long epochMs) {
    if (epochMs == LogEvent.UNKNOWN_TIME) {
      return OffsetDateTime.MIN;
    }
    return OffsetDateTime.ofInstant(Instant.ofEpochMilli(clampMs(epochMs)), ZoneOffset.UTC);
  }

  /** A day that fits. */
  public static LocalDate day(LocalDate day) {
    return day.isBefore(FIRST_DAY) ? FIRST_DAY : day.isAfter(LAST_DAY) ? LAST_DAY : day;
  }

  /** Days since 1970-01-01 of a day that fits. */
  public static int dayNumber(LocalDate day) {
    return Math.toIntExact(day(day).toEpochDay());
  }

  /** The UTC day of a time. */
  public static LocalDate dayOf(long epochMs) {
    return Instant.ofEpochMilli(clampMs(epochMs)).atZone(ZoneOffset.UTC).toLocalDate();
  }

  /** Epoch ms from a timestamptz column; null for null and for {@code -infinity}. */
  public static Long read(ResultSet rs, String column) throws SQLException {
    OffsetDateTime time = rs.getObject(column, OffsetDateTime.class);
    return time == null || time.equals(OffsetDateTime.MIN) ? null : time.toInstant().toEpochMilli();
  }

  private static long clampMs(long epochMs) {
    return Math.max(FIRST_MS, Math.min(LAST_MS, epochMs));
  }

  /** The day before one, as far as dates go. */
  public static LocalDate dayBefore(LocalDate day) {
    return day(day.equals(FIRST_DAY) ? day : day.minusDays(1));
  }
}
