package dev.logtrail.payload.subscription;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import dev.logtrail.limit.DeliveryLimits;
import dev.logtrail.payload.bytes.Bytes;
import dev.logtrail.payload.bytes.JsonDocuments;
import dev.logtrail.payload.decoding.Decoding;
import dev.logtrail.payload.decoding.MadeUpIds;
import dev.logtrail.payload.decoding.Names;
import dev.logtrail.text.TimeText;
import dev.logtrail.trail.LogEvent;
import java.io.IOException;

/** Reads the elements of {@code logEvents}, one after the other. */
final class SubscriptionEvent {
  private static final String OUT_OF_RANGE =
      "the event's timestamp is outside the years 1970 to 9999; right is epoch milliseconds";

  private final Decoding decoding;
  private final JsonDocuments documents;
  private MadeUpIds madeUpIds;
  private String fault;
  private Bytes stretch;
  private SystemFields systemFields;

  SubscriptionEvent(Decoding decoding, JsonDocuments documents) {
    this.decoding = decoding;
    this.documents = documents;
  }

  /** Why the last one read is no event. */
  String fault() {
    return fault;
  }

  /** The last one's bytes, if it is no event. */
  Bytes stretch() {
    return stretch;
  }

  /** What the last one tells of its owner, or null. */
  SystemFields systemFields() {
    return systemFields;
  }

  /** Reads the element the parser stands on; null if it is no event, and {@link #fault} is why. */
  LogEvent read(JsonParser p, int arrival) throws IOException {
    int start = documents.tokenStart(p);
    fault = null;
    systemFields = null;
    LogEvent event = null;
    if (p.currentToken() == JsonToken.START_OBJECT) {
      event = readFields(p, arrival);
    } else {
      fault =
          "an element of logEvents is not an object; right is {\"id\",\"timestamp\",\"message\"}";
      p.skipChildren();
    }
    stretch = fault == null ? null : documents.stretch(start, p);
    return event;
  }

  private LogEvent readFields(JsonParser p, int arrival) throws IOException {
    String id = null;
    String message = null;
    Long timestamp = null;
    for (String key = p.nextFieldName(); key != null; key = p.nextFieldName()) {
      p.nextToken();
      switch (key) {
        case "id" -> id = documents.text(p, DeliveryLimits.NAME_BYTES);
        case "timestamp" -> timestamp = timestamp(p, documents);
        case "message" -> message = documents.text(p, decoding.limits().eventBytes());
        case "extractedFields" -> systemFields = SystemFields.read(p, documents);
        default -> p.skipChildren();
      }
    }
    return event(id, timestamp, message, arrival);
  }

  private LogEvent event(String id, Long timestamp, String message, int arrival) {
    if (timestamp == null || message == null) {
      String missing = timestamp == null ? "timestamp" : "message";
      fault =
          "an event without "
              + missing
              + "; right is {\"id\":text,\"timestamp\":epoch milliseconds,\"message\":text}";
      return null;
    }
    fault = TimeText.isPlausible(timestamp) ? decoding.overEventLimit(message) : OUT_OF_RANGE;
    if (fault == null && id != null && !id.isEmpty()) {
      fault = Names.fault("the event's id", id);
    }
    if (fault != null) {
      return null;
    }
    String ownId = id == null || id.isEmpty() ? madeUpId(timestamp, message) : id;
    return new LogEvent(ownId, timestamp, message, arrival);
  }

  private String madeUpId(long timestamp, String message) {
    if (madeUpIds == null) {
      madeUpIds = new MadeUpIds();
    }
    return madeUpIds.next(timestamp, message);
  }

  /** Epoch ms; null if there is none, -1 if it is out of any range. */
  private static Long timestamp(JsonParser p, JsonDocuments in) throws IOException {
    switch (p.currentToken()) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        try {
          return p.getLongValue();
        } catch (InputCoercionException e) {
          return -1L; // more digits than any time has: refused with the event
        }
      }
      case VALUE_STRING -> {
        return TimeText.millis(in.text(p, DeliveryLimits.NAME_BYTES));
      }
      default -> {
        p.skipChildren();
        return null;
      }
    }
  }
}
