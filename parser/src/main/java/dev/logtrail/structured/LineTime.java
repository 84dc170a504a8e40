package dev.logtrail.structured;

import dev.logtrail.structured.convention.FieldPath;
import dev.logtrail.text.TimeText;
import java.util.List;
import java.util.Map;

/**
 * The time in a line, in epoch milliseconds: a text such as {@code 2021-05-03 11:47:12,494+0000}
 * (UTC where it names no zone), a number of seconds, milliseconds, micro- or nanoseconds since 1970
 * (known by its size), or an object of seconds and nanoseconds.
 */
final class LineTime {
  private LineTime() {}

  /** The first time that can be read, or null. */
  static Long of(Map<String, Object> fields, List<FieldPath> names) {
    for (FieldPath name : names) {
      Long time = read(name.get(fields));
      if (time != null) {
        return time;
      }
    }
    return null;
  }

  private static Long read(Object value) {
    if (value instanceof String text) {
      return text(text);
    }
    if (value instanceof Number number) {
      return TimeText.ofNumber(number.doubleValue());
    }
    return value instanceof Map<?, ?> object ? parts(object) : null;
  }

  private static Long text(String text) {
    int zone = text.endsWith("]") ? text.indexOf('[') : -1; // …+02:00[Europe/Paris]
    Long time = TimeText.epochMs(zone < 0 ? text : text.substring(0, zone));
    return time != null ? time : digits(text);
  }

  private static Long digits(String text) {
    boolean number =
        !text.isEmpty()
            && text.length() < 30
            && text.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.')
            && text.indexOf('.') == text.lastIndexOf('.')
            && text.charAt(0) != '.';
    return number ? TimeText.ofNumber(Double.parseDouble(text)) : null;
  }

  private static Long parts(Map<?, ?> object) {
    Object seconds = first(object, "epochSecond", "seconds");
    Object nanos = first(object, "nanoOfSecond", "nanos");
    if (!(seconds instanceof Number whole)) {
      return null;
    }
    long ms = nanos instanceof Number part ? part.longValue() / 1_000_000 : 0;
    long time = whole.longValue() * 1000 + ms;
    return TimeText.isPlausible(time) ? time : null;
  }

  private static Object first(Map<?, ?> object, String one, String other) {
    Object value = object.get(one);
    return value == null ? object.get(other) : value;
  }
}
