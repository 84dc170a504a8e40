package dev.logtrail.payload.subscription;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.logtrail.limit.DeliveryLimits;
import dev.logtrail.payload.bytes.Base64Text;
import dev.logtrail.payload.bytes.Bytes;
import dev.logtrail.payload.bytes.DecodingRoom;
import dev.logtrail.payload.bytes.JsonDocuments;
import dev.logtrail.payload.decoding.Decoding;
import dev.logtrail.payload.decoding.Names;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One subscription document while it is read: keys in any order, unknown ones skipped. A long one
 * is delivered in parts, so that it need not be in memory at once; should its names stand behind
 * its events, they are looked up first.
 */
final class SubscriptionDocument {
  private static final String CONTROL = "CONTROL_MESSAGE";

  private final Decoding decoding;
  private final JsonDocuments documents;
  private final String advice;
  private final int start;
  private final SubscriptionEvent event;
  private final List<LogEvent> events = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();

  /** Owners that the events themselves name, where one is; parallel to {@link #events}. */
  private List<SystemFields> owners;

  private String messageType;
  private String owner;
  private String logGroup;
  private String logStream;
  private Base64Text envelope;

  /** Which of the names is an object or an array. */
  private String noName;

  private boolean isEvent;
  private boolean hasEvents;
  private boolean delivered;
  private boolean looked;
  private boolean malformed;
  private long skipped;
  private int chars;

  private record Fault(String reason, Bytes event) {}

  /**
   * @param start where its first brace stands in {@code documents}
   * @param advice what would be right, should it be refused
   */
  SubscriptionDocument(Decoding decoding, JsonDocuments documents, int start, String advice) {
    this.decoding = decoding;
    this.documents = documents;
    this.start = start;
    this.advice = advice;
    this.event = new SubscriptionEvent(decoding, documents);
  }

  /** The base64 in {@code awslogs.data}, or null if this is a payload itself. */
  Base64Text envelope() {
    return envelope;
  }

  /** Whether this is an event of EventBridge's. */
  boolean isEvent() {
    return isEvent && !hasEvents && envelope == null;
  }

  /**
   * Reads all of it.
   *
   * @param room what a long envelope is decoded in
   */
  void read(JsonParser p, DecodingRoom room) throws IOException {
    for (String key = p.nextFieldName(); key != null; key = p.nextFieldName()) {
      JsonToken token = p.nextToken();
      switch (key) {
        case "messageType", "owner", "logGroup", "logStream" -> readName(key, p, documents);
        case "awslogs" -> readEnvelope(p, room);
        case "logEvents" -> {
          hasEvents = token == JsonToken.START_ARRAY;
          readEvents(p);
        }
        default -> {
          isEvent |= StatusChange.isKey(key);
          p.skipChildren();
        }
      }
    }
  }

  private void readName(String key, JsonParser p, JsonDocuments in) throws IOException {
    if (p.currentToken().isStructStart()) {
      noName = key;
      p.skipChildren();
      return;
    }
    String name = in.text(p, DeliveryLimits.NAME_BYTES);
    switch (key) {
      case "messageType" -> messageType = name;
      case "owner" -> owner = name;
      case "logGroup" -> logGroup = name;
      default -> logStream = name;
    }
  }

  private void readEnvelope(JsonParser p, DecodingRoom room) throws IOException {
    if (p.currentToken() != JsonToken.START_OBJECT) {
      p.skipChildren();
      return;
    }
    envelope = new Base64Text(Bytes.of(new byte[0]), room);
    for (String key = p.nextFieldName(); key != null; key = p.nextFieldName()) {
      p.nextToken();
      if (key.equals("data") && p.currentToken() == JsonToken.VALUE_STRING) {
        envelope = documents.base64(p, room);
      } else {
        p.skipChildren();
      }
    }
  }

  private void readEvents(JsonParser p) throws IOException {
    if (!hasEvents) {
      p.skipChildren();
      return;
    }
    int arrival = 0;
    while (p.nextToken() != JsonToken.END_ARRAY) {
      LogEvent read = event.read(p, arrival++);
      if (read == null) {
        faults.add(new Fault(event.fault(), event.stretch()));
        chars += event.stretch().length();
      } else {
        add(read, event.systemFields());
        chars += read.message().length() + read.id().length();
      }
      if (events.size() + faults.size() >= DeliveryLimits.BATCH_EVENTS
          || chars >= DeliveryLimits.BATCH_CHARS) {
        deliverPart();
      }
    }
  }

  /** Hands on the events read so far, or lets them go if the whole document is refused later. */
  private void deliverPart() {
    lookAhead();
    LogStream stream = stream();
    if (malformed || CONTROL.equals(messageType) || fault(stream) != null) {
      skipped += events.size() + faults.size();
    } else {
      deliverEvents(stream);
      delivered = true;
    }
    events.clear();
    faults.clear();
    owners = null;
    chars = 0;
  }

  /** Reads the names that stand behind the events. */
  private void lookAhead() {
    boolean known = messageType != null && owner != null && logGroup != null && logStream != null;
    if (known || looked) {
      return;
    }
    looked = true;
    JsonDocuments again = documents.again(start);
    try (JsonParser ahead = again.parser()) {
      ahead.nextToken();
      for (String key = ahead.nextFieldName(); key != null; key = ahead.nextFieldName()) {
        ahead.nextToken();
        switch (key) {
          case "messageType", "owner", "logGroup", "logStream" -> readName(key, ahead, again);
          default -> ahead.skipChildren();
        }
      }
    } catch (IOException e) {
      malformed = true; // Further on: reading it will come to the same fault.
    }
  }

  private void add(LogEvent read, SystemFields fields) {
    if (fields != null && owners == null) {
      owners = new ArrayList<>();
      for (int i = 0; i < events.size(); i++) {
        owners.add(null);
      }
    }
    if (owners != null) {
      owners.add(fields);
    }
    events.add(read);
  }

  /** Hands on what was read. {@code body}: the whole document, should it be refused. */
  void deliver(Supplier<Bytes> body) {
    if (CONTROL.equals(messageType)) {
      decoding.dropped("control_message", Math.max(1, skipped + events.size() + faults.size()));
      return;
    }
    LogStream stream = stream();
    String fault = fault(stream);
    if (fault != null) {
      decoding.rejected(fault, body.get());
      return;
    }
    if (events.isEmpty() && faults.isEmpty() && !delivered) {
      decoding.understood();
    }
    deliverEvents(stream);
  }

  private void deliverEvents(LogStream stream) {
    if (owners == null) {
      deliverBatch(stream, events);
    } else {
      deliverByOwner(stream);
    }
    for (Fault f : faults) {
      decoding.rejected(f.reason(), PayloadJson.around(f.event(), stream));
    }
  }

  private void deliverBatch(LogStream stream, List<LogEvent> batch) {
    if (!batch.isEmpty()) {
      decoding.batch(new LogBatch(stream, decoding.source(), batch));
    }
  }

  private void deliverByOwner(LogStream stream) {
    Map<LogStream, List<LogEvent>> streams = new LinkedHashMap<>();
    for (int i = 0; i < events.size(); i++) {
      SystemFields own = owners.get(i);
      LogStream of = own == null ? stream : own.override(stream);
      streams.computeIfAbsent(of, s -> new ArrayList<>()).add(events.get(i));
    }
    streams.forEach(
        (of, batch) -> {
          String fault = fault(of);
          if (fault == null) {
            deliverBatch(of, batch);
          } else {
            batch.forEach(e -> decoding.rejected(fault, Bytes.of(PayloadJson.of(of, List.of(e)))));
          }
        });
  }

  private LogStream stream() {
    LogStream defaults = decoding.defaults();
    return new LogStream(
        Names.firstNonBlank(owner, defaults.account()),
        defaults.region(),
        Names.firstNonBlank(logGroup, defaults.logGroup()),
        Names.firstNonBlank(logStream, defaults.logStream()));
  }

  private String fault(LogStream stream) {
    if (!hasEvents) {
      boolean bridge = decoding.source() == Source.EVENTBRIDGE;
      return "a JSON object without " + (bridge ? "detail-type; " : "logEvents; ") + advice;
    }
    if (noName != null) {
      return noName + " is an object or an array; right is text";
    }
    if (stream.logGroup().isEmpty() || stream.logStream().isEmpty()) {
      String missing = stream.logGroup().isEmpty() ? "logGroup" : "logStream";
      return "a payload without " + missing + "; " + advice;
    }
    return Names.fault(stream);
  }
}
