package dev.logtrail.api.render;

import java.util.Locale;

/** Durations as people read them. */
final class DurationText {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;

  private DurationText() {}

  /** {@code 307.76 ms}: two decimals, as Lambda prints them. */
  static String ms(double ms) {
    return String.format(Locale.ROOT, "%.2f ms", ms);
  }

  /** {@code 307 ms}, {@code 1.50 s}, {@code 2 min 3 s}, {@code 3 h 20 min}, {@code 2 d 4 h}. */
  static String rounded(long ms) {
    if (ms < 60 * MINUTE) {
      return offset(ms).substring(1);
    }
    long hours = ms / (60 * MINUTE);
    return hours < 24
        ? hours + " h " + ms / MINUTE % 60 + " min"
        : hours / 24 + " d " + hours % 24 + " h";
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
