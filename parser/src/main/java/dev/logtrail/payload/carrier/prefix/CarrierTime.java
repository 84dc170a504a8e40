package dev.logtrail.payload.carrier.prefix;

import dev.logtrail.trail.LogEvent;

/**
 * A time as carriers write it before an event: ISO and its relatives, dates of several countries,
 * the time of day alone, milliseconds since 1970; in brackets or not, with a zone's offset or name.
 *
 * @param end where it ends in the line
 * @param shape two times have the same shape if one writer can have written both
 * @param epochMs epoch ms; {@link LogEvent#UNKNOWN_TIME} if the text does not tell the day
 * @param msOfDay ms since midnight where only the time of day is told, else -1
 */
public record CarrierTime(int end, int shape, long epochMs, int msOfDay) {
  /** The time that begins at {@code from}, or null if none does. */
  public static CarrierTime at(String s, int from) {
    if (from >= s.length()) {
      return null;
    }
    char c = s.charAt(from);
    if (c == '[' || c == '(') {
      CarrierTime inner = new TimeReading(s, from + 1).read();
      boolean closed =
          inner != null && inner.end < s.length() && ")]".indexOf(s.charAt(inner.end)) >= 0;
      return closed
          ? new CarrierTime(inner.end + 1, inner.shape | 1 << 20, inner.epochMs, inner.msOfDay)
          : null;
    }
    boolean begins = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z';
    return begins ? new TimeReading(s, from).read() : null;
  }

  /** Whether its day is known. */
  public boolean isKnown() {
    return epochMs != LogEvent.UNKNOWN_TIME;
  }
}
