package dev.logtrail.logql.stage;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers with units: durations such as {@code 1h30m} or {@code 250ms}, bytes such as 20KiB. */
public final class Quantity {
  private static final Pattern DURATION =
      Pattern.compile("(\\d{1,15}(?:\\.\\d{1,15})?)(ns|us|µs|μs|ms|s|m|h|d|w|y)");
  private static final Pattern BYTES =
      Pattern.compile("(\\d{1,15}(?:\\.\\d{1,15})?) ?([kmgtpe]?i?)b");
  private static final int LONGEST = 40;
  private static final double DAY_S = 86_400;

  /** What a number counts. */
  public enum Unit {
    /** Nothing. */
    NONE,
    /** Seconds. */
    DURATION,
    /** Bytes. */
    BYTES
  }

  private Quantity() {}

  /** The number of a text; NaN if it is none of this unit. */
  public static double of(String text, Unit unit) {
    if (text == null || text.length() > LONGEST) {
      return Double.NaN;
    }
    return switch (unit) {
      case DURATION -> seconds(text.strip());
      case BYTES -> bytes(text.strip());
      case NONE -> number(text.strip());
    };
  }

  private static double number(String text) {
    try {
      return text.matches("[-+]?[0-9.].*") ? Double.parseDouble(text) : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static double seconds(String text) {
    String abs = text.startsWith("-") ? text.substring(1) : text;
    Matcher m = DURATION.matcher(abs);
    double sum = 0;
    int end = 0;
    while (end < abs.length() && m.find(end) && m.start() == end) {
      sum += Double.parseDouble(m.group(1)) * unitSeconds(m.group(2));
      end = m.end();
    }
    boolean whole = end > 0 && end == abs.length();
    return whole ? (text.startsWith("-") ? -sum : sum) : text.equals("0") ? 0 : Double.NaN;
  }

  private static double unitSeconds(String unit) {
    return switch (unit) {
      case "ns" -> 1e-9;
      case "ms" -> 1e-3;
      case "s" -> 1;
      case "m" -> 60;
      case "h" -> 3_600;
      case "d" -> DAY_S;
      case "w" -> 7 * DAY_S;
      case "y" -> 365 * DAY_S;
      default -> 1e-6;
    };
  }

  private static double bytes(String text) {
    Matcher m = BYTES.matcher(text.toLowerCase(Locale.ROOT));
    if (!m.matches()) {
      double plain = number(text);
      return plain >= 0 ? plain : Double.NaN;
    }
    String prefix = m.group(2);
    int power = prefix.isEmpty() ? 0 : "kmgtpe".indexOf(prefix.charAt(0)) + 1;
    double base = prefix.endsWith("i") ? 1_024 : 1_000;
    return prefix.equals("i") ? Double.NaN : Double.parseDouble(m.group(1)) * Math.pow(base, power);
  }
}
