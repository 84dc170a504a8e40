package dev.logtrail.payload.carrier;

import dev.logtrail.text.TimeText;

/**
 * What a tool put before a line: {@code <time> <stream> } ({@code aws logs tail}) or {@code
 * <stream> <time> } ({@code sam logs}).
 *
 * @param logStream the stream's name
 * @param timestamp epoch ms
 * @param length how many characters it takes, the blank behind it included
 */
record LinePrefix(String logStream, long timestamp, int length) {
  private static final int LONGEST = 600;

  /** The prefix of a line, or null if it has none. */
  static LinePrefix of(String line) {
    int first = line.indexOf(' ');
    if (first <= 0 || first > LONGEST || line.charAt(0) < '0' || line.charAt(0) > '9') {
      return null;
    }
    int second = line.indexOf(' ', first + 1);
    int end = second < 0 ? line.length() : second;
    String a = line.substring(0, first);
    String b = line.substring(first + 1, Math.min(end, first + 1 + LONGEST));
    String stream = isStream(a) ? a : b;
    Long time = isStream(stream) ? TimeText.epochMs(isStream(a) ? b : a) : null;
    return time == null ? null : new LinePrefix(stream, time, Math.min(end + 1, line.length()));
  }

  /** Whether this is {@code YYYY/MM/DD/…[version]…}, as Lambda names its streams. */
  private static boolean isStream(String s) {
    int open = s.indexOf('[');
    return open > 10
        && s.indexOf(']', open) > open
        && s.charAt(4) == '/'
        && s.charAt(7) == '/'
        && s.charAt(10) == '/';
  }
}
