package dev.logtrail.payload.carrier.prefix;

import dev.logtrail.text.TimeText;
import dev.logtrail.trail.LogEvent;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/** One time while it is read, from left to right. */
final class TimeReading {
  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

  private final String s;
  private int i;
  private int shape;
  private int year = -1;
  private int month = -1;
  private int day = -1;
  private int ms;
  private int hour;
  private Integer zoneMinutes;

  TimeReading(String s, int from) {
    this.s = s;
    this.i = from;
  }

  CarrierTime read() {
    int start = i;
    int digits = run(i);
    if (digits == 13 || digits == 10) {
      return epoch(start, digits);
    }
    boolean dated = date(digits);
    if (!dated) {
      i = start;
      year = month = day = -1;
      shape = 0;
    } else if (!between()) {
      return null;
    }
    if (!clock()) {
      return null;
    }
    zone();
    return result(dated);
  }

  private CarrierTime epoch(int start, int digits) {
    long n = Long.parseLong(s.substring(start, start + digits));
    long ms1970 = digits == 13 ? n : n * 1000;
    boolean thisCentury = ms1970 >= 1_000_000_000_000L && ms1970 < 4_000_000_000_000L;
    return thisCentury ? new CarrierTime(start + digits, digits, ms1970, -1) : null;
  }

  /** {@code 2026-11-20}, {@code 20/11/2026}, {@code 20-Nov-2026}, {@code Nov 20, 2026}. */
  private boolean date(int digits) {
    if (digits == 4 && (is(i + 4, '-') || is(i + 4, '/'))) {
      shape = 1 << 8 | s.charAt(i + 4);
      year = number(4);
      return skip(s.charAt(i))
          && (month = number(2)) > 0
          && skip((char) (shape & 0xff))
          && (day = number(2)) > 0;
    }
    if (digits == 1 || digits == 2) {
      return dayFirst(digits);
    }
    return digits == 0 && monthFirst();
  }

  private boolean dayFirst(int digits) {
    int first = number(digits);
    char separator = at(i);
    if (separator != '/' && separator != '-' && separator != ' ' && separator != '.') {
      return false;
    }
    i++;
    if (monthName()) {
      shape = 2 << 8 | separator;
      day = first;
      return skip(separator) && (year = number(4)) > 0;
    }
    int second = number(Math.min(2, run(i)));
    shape = 3 << 8 | separator;
    // America writes the month first, and the console of the SDKs with it.
    boolean monthFirst = first <= 12 && separator == '/';
    month = monthFirst ? first : second;
    day = monthFirst ? second : first;
    return separator != ' ' && second > 0 && skip(separator) && (year = number(4)) > 0;
  }

  private boolean monthFirst() {
    if (!monthName() || !skip(' ')) {
      return false;
    }
    skip(' ');
    shape = 4 << 8;
    day = number(Math.min(2, run(i)));
    int comma = i;
    if (day > 0 && (skip(',') || true) && skip(' ') && run(i) == 4) {
      year = number(4);
      shape |= 1;
    } else {
      i = comma;
    }
    return day > 0;
  }

  private boolean monthName() {
    if (i + 3 > s.length()) {
      return false;
    }
    int at = MONTHS.indexOf(s.substring(i, i + 3).toLowerCase(Locale.ROOT));
    if (at < 0 || at % 3 != 0 || !Character.isLetter(s.charAt(i))) {
      return false;
    }
    month = at / 3 + 1;
    i += 3;
    return true;
  }

  /** What stands between a date and a time of day. */
  private boolean between() {
    char c = at(i);
    if (c != 'T' && c != ' ' && c != '_' && c != ':' && c != ',') {
      return false;
    }
    shape |= c == 'T' ? 1 << 12 : 0;
    i++;
    if (c == ',' || c == ' ') {
      skip(' ');
      boolean at = is(i, '@') && is(i + 1, ' '); // as Kibana writes it
      i += at ? 2 : 0;
      shape |= at ? 1 << 19 : 0;
    }
    return true;
  }

  private boolean clock() {
    int digits = run(i);
    if (digits != 1 && digits != 2) {
      return false;
    }
    hour = number(digits);
    if (!skip(':') || run(i) != 2) {
      return false;
    }
    int minute = number(2);
    int second = 0;
    if (is(i, ':') && run(i + 1) == 2) {
      i++;
      second = number(2);
    } else if (year < 0) {
      return false; // too little to be a time
    }
    boolean fraction = (is(i, '.') || is(i, ',') || is(i, ':')) && run(i + 1) > 0;
    int millis = fraction ? fraction() : 0;
    if (hour > 23 || minute > 59 || second > 60) {
      return false;
    }
    halfOfDay();
    ms = ((hour * 60 + minute) * 60 + second) * 1000 + millis;
    return true;
  }

  private int fraction() {
    int digits = Math.min(9, run(i + 1));
    int millis = 0;
    for (int k = 1; k <= 3; k++) {
      millis = millis * 10 + (k <= digits ? s.charAt(i + k) - '0' : 0);
    }
    i += 1 + digits;
    return millis;
  }

  private void halfOfDay() {
    int from = is(i, ' ') || is(i, '\u202f') ? i + 1 : i;
    boolean am = s.regionMatches(true, from, "AM", 0, 2);
    boolean pm = s.regionMatches(true, from, "PM", 0, 2);
    if ((am || pm) && !Character.isLetterOrDigit(at(from + 2)) && hour <= 12 && hour > 0) {
      hour = hour % 12 + (pm ? 12 : 0);
      i = from + 2;
      shape |= 1 << 13;
    }
  }

  private void zone() {
    if (is(i, 'Z') && !Character.isLetter(at(i + 1))) {
      zoneMinutes = 0;
      i++;
      shape |= 1 << 14;
    } else if (offset(i)) {
      shape |= 2 << 14;
    } else if (is(i, ' ') && is(i + 1, '(') && offset(i + 2) && skip(')')) {
      shape |= 3 << 14;
    } else if (is(i, ' ') && is(i + 1, '(') && named(i + 2) && skip(')')) {
      shape |= 6 << 14;
    } else if (is(i, ' ') && offset(i + 1)) {
      shape |= 4 << 14;
    } else if (is(i, ' ')) {
      int end = ZoneNames.end(s, i + 1);
      zoneMinutes = ZoneNames.minutes(s, i + 1, end);
      if (zoneMinutes != null) {
        i = end;
        shape |= 5 << 14;
      }
    } else if (is(i, 'Z')) { // a message that is glued to it
      zoneMinutes = 0;
      i++;
      shape |= 1 << 14;
    }
  }

  /** A zone's name at {@code from}. */
  private boolean named(int from) {
    int end = ZoneNames.end(s, from);
    Integer minutes = ZoneNames.minutes(s, from, end);
    if (minutes == null || !is(end, ')')) {
      return false;
    }
    zoneMinutes = minutes;
    i = end;
    return true;
  }

  /** {@code +05:30}, {@code -0400} or {@code +02} at {@code from}. */
  private boolean offset(int from) {
    if (!is(from, '+') && !is(from, '-')) {
      return false;
    }
    int digits = run(from + 1);
    boolean colon = digits == 2 && is(from + 3, ':') && run(from + 4) >= 2;
    if (digits != 4 && digits != 2) {
      return false;
    }
    int hours = Integer.parseInt(s, from + 1, from + 3, 10);
    int minutesAt = colon ? from + 4 : from + 3;
    int minutes = colon || digits == 4 ? Integer.parseInt(s, minutesAt, minutesAt + 2, 10) : 0;
    if (hours > 18 || minutes > 59) {
      return false;
    }
    zoneMinutes = (hours * 60 + minutes) * (s.charAt(from) == '-' ? -1 : 1);
    i = colon ? from + 6 : from + 1 + digits;
    return true;
  }

  private CarrierTime result(boolean dated) {
    if (!dated) {
      return new CarrierTime(i, shape | 5 << 8, LogEvent.UNKNOWN_TIME, ms);
    }
    if (year < 0) {
      return new CarrierTime(i, shape, LogEvent.UNKNOWN_TIME, ms);
    }
    try {
      long midnight = LocalDateTime.of(year, month, day, 0, 0).toEpochSecond(ZoneOffset.UTC) * 1000;
      long at = midnight + ms - (zoneMinutes == null ? 0 : zoneMinutes * 60_000L);
      return TimeText.isPlausible(at) ? new CarrierTime(i, shape, at, -1) : null;
    } catch (DateTimeException e) {
      return null; // such as the 31st of February
    }
  }

  private char at(int k) {
    return k < s.length() ? s.charAt(k) : 0;
  }

  private boolean is(int k, char c) {
    return k < s.length() && s.charAt(k) == c;
  }

  private boolean skip(char c) {
    boolean there = is(i, c);
    i += there ? 1 : 0;
    return there;
  }

  /** How many digits follow each other from {@code from} on; more than 18 are as good as 18. */
  private int run(int from) {
    int k = from;
    while (k < s.length() && k - from < 18 && s.charAt(k) >= '0' && s.charAt(k) <= '9') {
      k++;
    }
    return k - from;
  }

  /** The next {@code digits} digits as a number, or -1 if they are not all digits. */
  private int number(int digits) {
    if (digits == 0 || run(i) < digits) {
      return -1;
    }
    int n = Integer.parseInt(s, i, i + digits, 10);
    i += digits;
    return n;
  }
}
