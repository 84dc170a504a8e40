package dev.logtrail.payload.carrier;

import dev.logtrail.payload.carrier.prefix.CarrierTime;
import dev.logtrail.payload.carrier.prefix.StreamNames;
import dev.logtrail.text.TimeText;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import java.util.Locale;

/**
 * One record of a foreign document, or the document itself: the time, the stream and the group that
 * its values look like. What it does not say, the record around it may.
 */
final class RecordScope {
  /** When Lambda came, and the year 2100: a number between is a time. */
  private static final long FIRST_MS = 1_415_836_800_000L;

  private static final long LAST_MS = 4_102_444_800_000L;
  private static final int FEWEST_DIGITS = 10;
  private static final int MOST_DIGITS = 20;
  private static final int LONGEST_TIME = 48;
  private static final int LONGEST_NAME = 600;
  private static final String GROUP = "/aws/lambda/";

  private final RecordScope around;
  private Long time;

  /** A time whose key does not say that it is one. */
  private Long likeTime;

  private String stream;
  private String group;
  private boolean level;

  /**
   * @param around null if there is none
   */
  RecordScope(RecordScope around) {
    this.around = around;
  }

  boolean hasLevel() {
    return level;
  }

  /** A value that is no object: text, a number or a boolean. */
  void value(String key, String value) {
    if (stream == null
        && value.length() <= LONGEST_NAME
        && StreamNames.isStream(value, 0, value.length())) {
      stream = value;
    } else if (group == null && value.startsWith(GROUP) && isName(value)) {
      group = value;
    } else {
      time(key.toLowerCase(Locale.ROOT), value);
    }
  }

  private static boolean isName(String value) {
    return value.length() <= LONGEST_NAME && value.chars().allMatch(c -> c > ' ');
  }

  private void time(String key, String value) {
    level |= key.equals("level") || key.equals("levelname") || key.equals("loglevel");
    if (time != null || isOfTheTool(key)) {
      return;
    }
    Long ms = value.length() > LONGEST_TIME ? null : millis(value);
    boolean plausible = ms != null && ms >= FIRST_MS && ms < LAST_MS;
    if (plausible && (key.contains("time") || key.contains("date") || key.equals("ts"))) {
      time = ms;
    } else if (plausible && likeTime == null) {
      likeTime = ms;
    }
  }

  /** Whether such a time is when a tool got the event. */
  private static boolean isOfTheTool(String key) {
    return key.contains("ingest")
        || key.contains("observed")
        || key.contains("receiv")
        || key.contains("arriv")
        || key.contains("index");
  }

  private static Long millis(String value) {
    boolean number =
        !value.isEmpty()
            && value.length() <= MOST_DIGITS
            && value.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.');
    if (number) {
      try {
        return value.indexOf('.') == value.lastIndexOf('.') && value.length() > 1
            ? TimeText.ofNumber(Double.parseDouble(value))
            : null;
      } catch (NumberFormatException e) {
        return null; // a point alone
      }
    }
    CarrierTime told = CarrierTime.at(value, 0);
    return told == null || !told.isKnown() || told.end() < value.length() ? null : told.epochMs();
  }

  /** Whether a text is a number that is a time. */
  static boolean isTime(String text) {
    Long ms = text.length() < FEWEST_DIGITS || text.length() > MOST_DIGITS ? null : millis(text);
    return ms != null && text.indexOf('-') < 0 && ms >= FIRST_MS && ms < LAST_MS;
  }

  /** The record is read: what it says of a stream is the surrounding record's, too. */
  void end() {
    if (around != null) {
      around.stream = around.stream == null ? stream : around.stream;
      around.group = around.group == null ? group : around.group;
    }
  }

  /** Epoch ms or {@link LogEvent#UNKNOWN_TIME}. */
  long time() {
    for (RecordScope s = this; s != null; s = s.around) {
      if (s.time != null) {
        return s.time;
      }
    }
    return likeTime == null ? LogEvent.UNKNOWN_TIME : likeTime;
  }

  LogStream stream(LogStream defaults) {
    String ownStream = null;
    String ownGroup = null;
    for (RecordScope s = this; s != null; s = s.around) {
      ownStream = ownStream == null ? s.stream : ownStream;
      ownGroup = ownGroup == null ? s.group : ownGroup;
    }
    return new LogStream(
        defaults.account(),
        defaults.region(),
        ownGroup == null ? defaults.logGroup() : ownGroup,
        ownStream == null ? defaults.logStream() : ownStream);
  }
}
