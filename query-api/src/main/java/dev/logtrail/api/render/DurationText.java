package dev.logtrail.api.render;

import java.util.Locale;
import java.util.StringJoiner;

/** Durations as people read them. */
final class DurationText {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private DurationText() {}

  /** {@code 307.76 ms}: two decimals, as Lambda prints them. */
  static String ms(double ms) {
    return String.format(Locale.ROOT, "%.2f ms", ms);
  }

  /**
   * {@code 307 ms}, {@code 1.50 s}, {@code 2 min 3 s}, {@code 3 h 20 min}, {@code 2 d 4 h}, {@code
   * 1 d 55 min}, {@code 2 d}: from an hour on the two largest units that are not zero.
   */
  static String rounded(long ms) {
    if (ms < 60 * MINUTE) {
      return offset(ms).substring(1);
    }
    long[] counts = {ms / DAY, ms / HOUR % 24, ms / MINUTE % 60};
    String[] units = {" d", " h", " min"};
    StringJoiner text = new StringJoiner(" ");
    for (int i = 0, told = 0; i < counts.length && told < 2; i++) {
      if (counts[i] > 0) {
        text.add(counts[i] + units[i]);
        told++;
      }
    }
    return text.toString();
  }

  /** {@code +12 ms}, {@code +1.50 s}, {@code +2 min 3 s}; with a minus before the start. */
  static String offset(long ms) {
    String sign = ms < 0 ? "-" : "+";
    long abs = Math.abs(ms);
    if (abs < 10 * SECOND) {
      return sign + abs + " ms";
    }
    if (abs < MINUTE) {
      return String.format(Locale.ROOT, "%s%.2f s", sign, abs / (double) SECOND);
    }
    return sign + abs / MINUTE + " min " + abs % MINUTE / SECOND + " s";
  }
}
