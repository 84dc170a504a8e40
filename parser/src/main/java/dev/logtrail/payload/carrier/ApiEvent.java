package dev.logtrail.payload.carrier;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.logtrail.payload.bytes.JsonInput;
import dev.logtrail.payload.decoding.Names;
import dev.logtrail.text.TimeText;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import java.io.IOException;

/**
 * What one JSON object of a file is: an event with its carrier's keys, a record of the Telemetry or
 * Logs API, or a log record in JSON that is itself the message.
 *
 * @param stream whose event it is
 * @param id its id, or null
 * @param timestamp epoch ms, or {@link LogEvent#UNKNOWN_TIME}
 * @param message its text; null if the object is a carrier's, but has no message
 */
record ApiEvent(LogStream stream, String id, long timestamp, String message) {

  /**
   * Reads an object from its compact JSON.
   *
   * @param tools what is known of the input's objects; learns from this one
   */
  static ApiEvent of(String json, LogStream defaults, ToolRecords tools) throws IOException {
    Fields f = new Fields();
    try (JsonParser p = JsonInput.FACTORY.createParser(json)) {
      p.nextToken();
      f.read(p);
    }
    ApiEvent google =
        f.google
            ? GoogleLogEntry.of(json, defaults)
            : f.pushed ? GoogleLogEntry.ofPush(f.message, defaults) : null;
    if (google != null) {
      return google;
    }
    LogStream stream =
        new LogStream(
            defaults.account(),
            defaults.region(),
            Names.firstNonBlank(f.logGroup, defaults.logGroup()),
            Names.firstNonBlank(f.logStream, defaults.logStream()));
    if (f.isTelemetry()) {
      return new ApiEvent(defaults, null, f.time(), f.wrapsText() ? f.record : json);
    }
    String wrapped = f.wrapped(tools);
    if (wrapped != null) {
      return new ApiEvent(stream, null, f.time(), wrapped);
    }
    return f.foreign
        ? new ApiEvent(defaults, null, f.time(), json)
        : new ApiEvent(stream, f.id, f.time(), f.message);
  }

  /** Since 1970, as Loki writes a time. */
  private static final int NANO_DIGITS = 19;

  private static final class Fields {
    private String id;
    private String message;
    private String timestamp;
    private String logGroup;
    private String logStream;
    private String type;
    private String record;
    private String line;

    /** Whether {@link #line} is a text, and no object. */
    private boolean wholeLine;

    private String raw;
    private int otherKeys;
    private boolean level;
    private final StringBuilder keys = new StringBuilder();

    /** Whether it may be a LogEntry of Google's. */
    private boolean google;

    /** Whether it may be what Pub/Sub pushes. */
    private boolean pushed;

    /** Whether there is a key that no carrier of events writes. */
    private boolean foreign;

    void read(JsonParser p) throws IOException {
      for (String key = p.nextFieldName(); key != null; key = p.nextFieldName()) {
        p.nextToken();
        keys.append(key).append(' ');
        switch (key) {
          case "id", "eventId" -> id = JsonInput.text(p);
          case "message", "@message" -> message = JsonInput.text(p);
          case "timestamp", "eventTime", "time", "@timestamp", "ts", "_time" -> time(key, p);
          case "logStreamName", "logStream", "@logStream" -> logStream = JsonInput.text(p);
          case "logGroupName", "logGroup" -> logGroup = JsonInput.text(p);
          case "ingestionTime", "extractedFields" -> p.skipChildren();
          default -> other(key, p);
        }
      }
    }

    private void time(String key, JsonParser p) throws IOException {
      foreign |= key.equals("time") || key.equals("ts") || key.equals("_time");
      timestamp = JsonInput.text(p);
    }

    private void other(String key, JsonParser p) throws IOException {
      foreign = true;
      switch (key) {
        case "type" -> type = p.currentToken() == JsonToken.VALUE_STRING ? p.getText() : null;
        case "record" -> record = JsonInput.text(p);
        case "log", "line" -> {
          wholeLine = p.currentToken() == JsonToken.VALUE_STRING;
          line = JsonInput.text(p);
        }
        case "_raw", "content", "event" -> {
          otherKeys++;
          boolean text = p.currentToken() == JsonToken.VALUE_STRING;
          raw = text && raw == null ? p.getText() : raw;
          p.skipChildren();
        }
        case "level", "severity", "levelname" -> {
          otherKeys++;
          level = true;
          p.skipChildren();
        }
        case "stream", "labels", "attrs" -> p.skipChildren();
        default -> {
          otherKeys++;
          google |= key.equals("logName");
          pushed |= key.equals("subscription");
          p.skipChildren();
        }
      }
    }

    /**
     * The event in a record that only carries it: all of a container's, whose records hold nothing
     * else, and what tools export. Null if the record is itself the event.
     */
    String wrapped(ToolRecords tools) {
      boolean plain = wholeLine || timestamp != null;
      if (line != null && plain && otherKeys == 0 && message == null) {
        return withoutLastBreak(line);
      }
      String text = message != null ? message : line != null ? line : raw;
      boolean mayCarry = foreign && type == null && text != null;
      return mayCarry && tools.carries(keys.toString(), level, text)
          ? withoutLastBreak(text)
          : null;
    }

    private static String withoutLastBreak(String text) {
      return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    boolean isTelemetry() {
      return type != null && record != null && timestamp != null;
    }

    /** Function and extension records hold what CloudWatch has as the message. */
    boolean wrapsText() {
      return type.equals("function") || type.equals("extension");
    }

    long time() {
      Long ms = timestamp == null ? null : TimeText.millis(timestamp);
      if (timestamp != null && timestamp.length() == NANO_DIGITS && ms == null) {
        ms = TimeText.millis(timestamp.substring(0, NANO_DIGITS - 6));
      }
      return ms == null || !TimeText.isPlausible(ms) ? LogEvent.UNKNOWN_TIME : ms;
    }
  }
}
