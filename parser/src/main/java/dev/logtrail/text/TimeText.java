package dev.logtrail.text;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Reads the times that log records carry: {@code 2026-11-20T10:00:00.123Z} and its relatives, with
 * a blank for the T, a comma for the point, any number of fraction digits, offsets such as {@code
 * +05:30} or {@code -0400}, and UTC where no zone is named; and numbers since 1970.
 */
public final class TimeText {
  private static final int DATE_TIME_LENGTH = "2026-11-20T10:00:00".length();

  /** Events outside the years 1970 to 9999 are not believed. */
  private static final long LAST_MS = 253_402_300_799_999L;

  private static final double SECONDS_BELOW = 1e11;
  private static final double MILLIS_BELOW = 1e14;
  private static final double MICROS_BELOW = 1e17;

  private TimeText() {}

  /** Whether an event can have this time (epoch ms): 1970 to 9999. */
  public static boolean isPlausible(long ms) {
    return ms >= 0 && ms <= LAST_MS;
  }

  /** Epoch ms from digits or from a time as text; null if the text is neither. */
  public static Long millis(String text) {
    if (text.isEmpty() || text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return epochMs(text);
    }
    return Long.parseLong(text);
  }

  /**
   * Epoch ms of a number of seconds, milliseconds, micro- or nanoseconds since 1970, told by its
   * size; null if it is no time that an event can have.
   */
  public static Long ofNumber(double number) {
    double ms =
        number < SECONDS_BELOW
            ? number * 1e3
            : number < MILLIS_BELOW ? number : number < MICROS_BELOW ? number / 1e3 : number / 1e6;
    long rounded = Math.round(ms);
    return number > 0 && isPlausible(rounded) ? rounded : null;
  }

  /** Epoch ms; null if the text is null or not such a time. */
  public static Long epochMs(String text) {
    if (text == null || text.length() < DATE_TIME_LENGTH || !hasShape(text)) {
      return null;
    }
    int zone = endOfFraction(text);
    Integer offset = offsetSeconds(text, zone);
    if (offset == null) {
      return null;
    }
    try {
      LocalDateTime second =
          LocalDateTime.of(
              number(text, 0, 4),
              number(text, 5, 7),
              number(text, 8, 10),
              number(text, 11, 13),
              number(text, 14, 16),
              number(text, 17, 19));
      long ms = (second.toEpochSecond(ZoneOffset.UTC) - offset) * 1000 + fraction(text, zone);
      return isPlausible(ms) ? ms : null;
    } catch (DateTimeException e) {
      return null; // such as the 31st of February: not a time
    }
  }

  private static boolean hasShape(String s) {
    for (int i = 0; i < DATE_TIME_LENGTH; i++) {
      char c = s.charAt(i);
      boolean fits =
          switch (i) {
            case 4, 7 -> c == '-';
            case 10 -> c == 'T' || c == ' ';
            case 13, 16 -> c == ':';
            default -> c >= '0' && c <= '9';
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static int endOfFraction(String s) {
    int i = DATE_TIME_LENGTH;
    if (i < s.length() && (s.charAt(i) == '.' || s.charAt(i) == ',')) {
      i++;
      while (i < s.length() && s.charAt(i) >= '0' && s.charAt(i) <= '9') {
        i++;
      }
    }
    return i;
  }

  private static int fraction(String s, int end) {
    int ms = 0;
    for (int i = 1; i <= 3; i++) {
      int at = DATE_TIME_LENGTH + i;
      ms = ms * 10 + (at < end ? s.charAt(at) - '0' : 0);
    }
    return ms;
  }

  /**
   * Seconds east of UTC of {@code Z}, {@code +05}, {@code +0530} or {@code +05:30}, 0 if none is
   * written; null if that is no offset. By hand, for every line of a log has one.
   */
  private static Integer offsetSeconds(String s, int from) {
    int length = s.length() - from;
    if (length == 0 || length == 1 && s.charAt(from) == 'Z') {
      return 0;
    }
    char sign = s.charAt(from);
    boolean colon = length == 6 && s.charAt(from + 3) == ':';
    boolean shape = (sign == '+' || sign == '-') && (length == 3 || length == 5 || colon);
    int hours = shape ? pair(s, from + 1) : -1;
    int minutes = !shape || length == 3 ? 0 : pair(s, from + (colon ? 4 : 3));
    if (hours < 0 || minutes < 0 || hours > 18 || minutes > 59) {
      return null;
    }
    int seconds = (hours * 60 + minutes) * 60;
    return sign == '-' ? -seconds : seconds;
  }

  private static int pair(String s, int at) {
    int tens = s.charAt(at) - '0';
    int ones = s.charAt(at + 1) - '0';
    return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
  }

  private static int number(String s, int from, int to) {
    return Integer.parseInt(s, from, to, 10);
  }
}
