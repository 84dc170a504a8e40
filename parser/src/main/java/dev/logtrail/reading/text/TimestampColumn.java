package dev.logtrail.reading.text;

/**
 * Finds the time that a logger wrote into a line. Its value is not needed: CloudWatch's own time is
 * at least as exact.
 */
final class TimestampColumn {
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

  private TimestampColumn() {}

  /**
   * The end of the date and time, or of the time alone, at {@code from}: {@code 2024-11-28
   * 14:24:49,398}, {@code 2024-11-28T14:24:49.398Z}, {@code 2006/01/02 15:04:05}, {@code 09 Nov
   * 2025 12:49:21,066}, {@code 14:24:50.514}. {@code from} if there is none.
   */
  static int end(String s, int from) {
    int date = dateEnd(s, from);
    if (date == from) {
      int kitchen = kitchenEnd(s, from);
      return kitchen > from ? kitchen : timeEnd(s, from);
    }
    boolean parted = Scan.isAt(s, date, 'T') || Scan.isAt(s, date, ' ');
    int end = parted ? timeEnd(s, date + 1) : date;
    return end > date + 1 ? zoneEnd(s, end) : from;
  }

  /** The end of {@code 2024-11-28}, {@code 2024/11/28} or {@code 28 Nov 2024}, or {@code from}. */
  private static int dateEnd(String s, int from) {
    int first = Scan.digitsEnd(s, from);
    if (first == from + 4) {
      char mark = first < s.length() ? s.charAt(first) : ' ';
      boolean marked = mark == '-' || mark == '/' || mark == '.';
      boolean whole =
          marked
              && twoDigits(s, from + 5)
              && Scan.isAt(s, from + 7, mark)
              && twoDigits(s, from + 8);
      return whole ? from + 10 : from;
    }
    if (first == from && Scan.isAt(s, from + 3, ' ') && isMonth(s, from)) {
      return twoDigits(s, from + 4) && Scan.isAt(s, from + 6, ' ') ? from + 6 : from;
    }
    boolean dayFirst =
        first == from + 2
            && Scan.isAt(s, first, ' ')
            && from + 11 <= s.length()
            && Character.isUpperCase(s.charAt(from + 3))
            && Scan.isAt(s, from + 6, ' ')
            && Scan.digitsEnd(s, from + 7) == from + 11;
    return dayFirst ? from + 11 : from;
  }

  private static boolean isMonth(String s, int from) {
    int at = MONTHS.indexOf(s.substring(from, from + 3));
    return at >= 0 && at % 3 == 0;
  }

  private static int timeEnd(String s, int from) {
    boolean time =
        twoDigits(s, from)
            && Scan.isAt(s, from + 2, ':')
            && twoDigits(s, from + 3)
            && Scan.isAt(s, from + 5, ':')
            && twoDigits(s, from + 6)
            && !Scan.isDigit(s, from + 8);
    if (!time) {
      return from;
    }
    int end = from + 8;
    boolean fraction = Scan.isAt(s, end, '.') || Scan.isAt(s, end, ',');
    int digits = fraction ? Scan.digitsEnd(s, end + 1) : end;
    end = digits > end + 1 ? digits : end;
    boolean half = s.startsWith(" AM", end) || s.startsWith(" PM", end);
    return half && (end + 3 == s.length() || "] ".indexOf(s.charAt(end + 3)) >= 0) ? end + 3 : end;
  }

  /** The end of Go's {@code 3:04PM}, or {@code from}. */
  private static int kitchenEnd(String s, int from) {
    int hours = Scan.digitsEnd(s, from);
    boolean minutes = hours - from <= 2 && Scan.isAt(s, hours, ':') && twoDigits(s, hours + 1);
    boolean half = s.startsWith("AM ", hours + 3) || s.startsWith("PM ", hours + 3);
    return hours > from && minutes && half ? hours + 5 : from;
  }

  /** {@code Z}, {@code +00:00}, {@code +0000} or {@code UTC}, behind a blank or none. */
  private static int zoneEnd(String s, int from) {
    boolean blank = Scan.isAt(s, from, ' ') && Scan.isAt(s, from + 1, '+');
    if (blank) {
      int end = zoneEnd(s, from + 1);
      return end > from + 1 ? end : from;
    }
    if (Scan.isAt(s, from, 'Z')) {
      return from + 1;
    }
    if (s.startsWith(" UTC", from)) {
      return from + 4;
    }
    boolean signed = Scan.isAt(s, from, '+') || Scan.isAt(s, from, '-');
    if (!signed || !twoDigits(s, from + 1)) {
      return from;
    }
    int minutes = Scan.isAt(s, from + 3, ':') ? from + 4 : from + 3;
    return twoDigits(s, minutes) ? minutes + 2 : from;
  }

  private static boolean twoDigits(String s, int from) {
    return Scan.isDigit(s, from) && Scan.isDigit(s, from + 1);
  }
}
