package dev.logtrail.payload.carrier.notation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.payload.carrier.prefix.CarrierTime;
import dev.logtrail.trail.LogEvent;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;

/** Writes events as one answer of the Logs API. */
final class EventsJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final StringWriter text = new StringWriter();
  private final JsonGenerator out;
  private int count;

  EventsJson() {
    try {
      out = FACTORY.createGenerator(text);
      out.writeStartObject();
      out.writeArrayFieldStart("events");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether this is the name of an event's field, in the spelling of any tool of AWS. */
  static boolean isField(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "eventid", "ingestiontime", "logstreamname", "message", "timestamp" -> true;
      default -> false;
    };
  }

  /** Adds an event, its fields by their names in small letters; without a message it is none. */
  void add(Map<String, String> fields) {
    String message = fields.get("message");
    if (message == null) {
      return;
    }
    count++;
    try {
      out.writeStartObject();
      string("logStreamName", fields.get("logstreamname"));
      string("eventId", fields.get("eventid"));
      long time = time(fields.get("timestamp"));
      if (time != LogEvent.UNKNOWN_TIME) {
        out.writeNumberField("timestamp", time);
      }
      out.writeStringField("message", message);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void string(String name, String value) throws IOException {
    if (value != null && !value.isBlank()) {
      out.writeStringField(name, value);
    }
  }

  private static long time(String text) {
    CarrierTime time = text == null ? null : CarrierTime.at(text.strip(), 0);
    return time == null ? LogEvent.UNKNOWN_TIME : time.epochMs();
  }

  /** The answer; null if there is no event in it. */
  String end() {
    try {
      out.writeEndArray();
      out.writeEndObject();
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return count == 0 ? null : text.toString();
  }
}
