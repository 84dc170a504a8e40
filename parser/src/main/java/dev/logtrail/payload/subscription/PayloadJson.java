package dev.logtrail.payload.subscription;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.payload.bytes.Bytes;
import dev.logtrail.payload.bytes.JsonInput;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes subscription payloads: the form in which events are kept for a second try, or sent. */
public final class PayloadJson {
  private PayloadJson() {}

  /**
   * The payload that holds these events.
   *
   * @param stream whose they are; its region is not part of a payload
   * @param events in the order to send; one of unknown time is written without a timestamp
   */
  public static byte[] of(LogStream stream, List<LogEvent> events) {
    return of(stream, events, false);
  }

  /**
   * The same.
   *
   * @param withRegion whether each event names its account and region, as in a centralized log
   *     group
   */
  public static byte[] of(LogStream stream, List<LogEvent> events, boolean withRegion) {
    return write(
        stream,
        out -> {
          for (LogEvent event : events) {
            out.writeStartObject();
            out.writeStringField("id", event.id());
            if (event.hasTime()) {
              out.writeNumberField("timestamp", event.timestamp());
            }
            out.writeStringField("message", event.message());
            if (withRegion) {
              out.writeObjectFieldStart("extractedFields");
              out.writeStringField("@aws.account", stream.account());
              out.writeStringField("@aws.region", stream.region());
              out.writeEndObject();
            }
            out.writeEndObject();
          }
        });
  }

  /**
   * A control message, such as CloudWatch Logs sends to see whether a destination answers.
   *
   * @param events how many it counts as
   */
  public static byte[] controlMessage(long events) {
    return write(
        "CONTROL_MESSAGE",
        new LogStream("CloudwatchLogs", "", "", ""),
        out -> {
          for (long i = 0; i < events; i++) {
            out.writeStartObject();
            out.writeNumberField("timestamp", 0);
            out.writeStringField("message", "");
            out.writeEndObject();
          }
        });
  }

  /** The payload that holds one event as it came, whatever is wrong with it; in parts. */
  static List<Bytes> around(Bytes event, LogStream stream) {
    Bytes none = Bytes.of(of(stream, List.of()));
    int end = none.length() - "]}".length();
    return List.of(none.slice(0, end), event, none.slice(end, none.length()));
  }

  private interface Body {
    void write(JsonGenerator out) throws IOException;
  }

  private static byte[] write(LogStream stream, Body events) {
    return write("DATA_MESSAGE", stream, events);
  }

  private static byte[] write(String type, LogStream stream, Body events) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JsonInput.FACTORY.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeStringField("messageType", type);
      out.writeStringField("owner", stream.account());
      out.writeStringField("logGroup", stream.logGroup());
      out.writeStringField("logStream", stream.logStream());
      out.writeArrayFieldStart("subscriptionFilters");
      out.writeEndArray();
      out.writeArrayFieldStart("logEvents");
      events.write(out);
      out.writeEndArray();
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }
}
