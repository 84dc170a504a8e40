package dev.logtrail.payload.carrier.text;

import dev.logtrail.line.LineFacts;
import dev.logtrail.line.LineScanner;
import dev.logtrail.line.RuntimePrefix;
import dev.logtrail.payload.carrier.prefix.CarrierTime;
import dev.logtrail.text.JsonBounds;

/** Lines that begin a record, whatever stands before them. */
final class Records {
  /** What of a line is looked at; no line of the platform is longer. */
  private static final int LOOKED_AT = 4_096;

  private Records() {}

  /** Whether the platform wrote the line. */
  static boolean isPlatform(String line) {
    return !line.startsWith("XRAY ") && facts(line, 0).isPlatform();
  }

  /**
   * Whether a line is whole: START, END, a record of the platform's or of a runtime's in JSON.
   * Whatever stands below it is no further line of it.
   */
  static boolean isWhole(String line) {
    if (line.startsWith("{")) {
      int end = JsonBounds.end(line, 0);
      return end > 0 && line.substring(end).isBlank();
    }
    boolean marker = line.startsWith("START ") || line.startsWith("END ");
    return marker && facts(line, 0).isMarker();
  }

  /** Whether the line is a record of its own, and not a further line of another. */
  static boolean begin(String line) {
    return RuntimePrefix.of(line) != null // most lines that are asked about
        || isPlatform(line)
        || isBracketed(line)
        || line.startsWith("{\"") && line.stripTrailing().endsWith("}")
        || line.startsWith("(node:")
        || startsWithDate(line);
  }

  /** What a line says from {@code from} on. */
  static LineFacts facts(String line, int from) {
    int end = Math.min(line.length(), from + LOOKED_AT);
    return LineScanner.scan(from == 0 && end == line.length() ? line : line.substring(from, end));
  }

  /** {@code [ERROR] …}, {@code [Nest] …}. */
  private static boolean isBracketed(String line) {
    int close = line.startsWith("[") ? line.indexOf(']') : -1;
    return close > 1
        && close + 1 < line.length()
        && line.charAt(close + 1) <= ' '
        && Character.isUpperCase(line.charAt(1))
        && line.chars().limit(close).skip(1).allMatch(Character::isLetter);
  }

  private static boolean startsWithDate(String line) {
    CarrierTime time = CarrierTime.at(line, 0);
    return time != null && time.isKnown() && time.end() < line.length();
  }
}
