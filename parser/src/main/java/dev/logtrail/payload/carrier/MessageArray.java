package dev.logtrail.payload.carrier;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.logtrail.payload.bytes.Bytes;
import dev.logtrail.payload.bytes.JsonInput;
import dev.logtrail.payload.carrier.prefix.StreamNames;
import dev.logtrail.payload.decoding.EventLists;
import dev.logtrail.text.TimeText;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code aws logs … --query} makes of events: an array of messages, or of arrays with an
 * event's time, stream and message in any order.
 */
public final class MessageArray {
  private record Element(String stream, long time, String message) {}

  private MessageArray() {}

  /**
   * Reads the events of such an array.
   *
   * @return whether it is one; if not, nothing was added
   */
  public static boolean read(Bytes in, LogStream defaults, EventLists events) {
    List<Element> elements = elements(in);
    for (Element e : elements) {
      LogStream stream =
          new LogStream(
              defaults.account(),
              defaults.region(),
              defaults.logGroup(),
              e.stream == null ? defaults.logStream() : e.stream);
      events.add(stream, e.time, e.message);
    }
    return !elements.isEmpty();
  }

  /** The elements; none if the text is not, from end to end, such an array. */
  private static List<Element> elements(Bytes in) {
    List<Element> elements = new ArrayList<>();
    try (JsonParser p = JsonInput.parser(in)) {
      if (p.nextToken() != JsonToken.START_ARRAY) {
        return List.of();
      }
      for (JsonToken t = p.nextToken(); t != JsonToken.END_ARRAY; t = p.nextToken()) {
        Element element = t == JsonToken.START_ARRAY ? inner(p) : message(p);
        if (element == null) {
          return List.of();
        }
        elements.add(element);
      }
      return p.nextToken() == null ? elements : List.of();
    } catch (IOException e) {
      return List.of(); // a text that only begins like an array
    }
  }

  private static Element message(JsonParser p) throws IOException {
    return p.currentToken() == JsonToken.VALUE_STRING
        ? new Element(null, LogEvent.UNKNOWN_TIME, withoutLastBreak(p.getText()))
        : null;
  }

  private static Element inner(JsonParser p) throws IOException {
    String stream = null;
    String message = null;
    long time = LogEvent.UNKNOWN_TIME;
    for (JsonToken t = p.nextToken(); t != JsonToken.END_ARRAY; t = p.nextToken()) {
      if (t == JsonToken.VALUE_NUMBER_INT) {
        Long ms = TimeText.millis(p.getText());
        time = ms != null && TimeText.isPlausible(ms) && time == LogEvent.UNKNOWN_TIME ? ms : time;
      } else if (t != JsonToken.VALUE_STRING) {
        return null;
      } else if (stream == null && StreamNames.isStream(p.getText(), 0, p.getText().length())) {
        stream = p.getText();
      } else {
        message = withoutLastBreak(p.getText());
      }
    }
    return message == null ? null : new Element(stream, time, message);
  }

  private static String withoutLastBreak(String text) {
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }
}
