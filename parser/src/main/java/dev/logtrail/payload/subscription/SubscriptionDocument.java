package dev.logtrail.payload.subscription;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.logtrail.payload.bytes.Bytes;
import dev.logtrail.payload.bytes.JsonDocuments;
import dev.logtrail.payload.bytes.JsonInput;
import dev.logtrail.payload.decoding.Decoding;
import dev.logtrail.payload.decoding.Names;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One subscription document while it is read: keys in any order, unknown ones skipped. Nothing of
 * it is delivered before its last brace.
 */
final class SubscriptionDocument {
  private static final String CONTROL = "CONTROL_MESSAGE";

  private final Decoding decoding;
  private final SubscriptionEvent event;
  private final List<LogEvent> events = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();

  /** Owners that the events themselves name, where one is; parallel to {@link #events}. */
  private List<SystemFields> owners;

  private String messageType;
  private String owner;
  private String logGroup;
  private String logStream;
  private String envelope;
  private boolean hasEvents;

  private record Fault(String reason, Bytes event) {}

  SubscriptionDocument(Decoding decoding, JsonDocuments documents) {
    this.decoding = decoding;
    this.event = new SubscriptionEvent(decoding, documents);
  }

  /** The base64 in {@code awslogs.data}, or null if this is a payload itself. */
  String envelope() {
    return envelope;
  }

  void read(JsonParser p) throws IOException {
    for (String key = p.nextFieldName(); key != null; key = p.nextFieldName()) {
      JsonToken token = p.nextToken();
      switch (key) {
        case "messageType" -> messageType = JsonInput.text(p);
        case "owner" -> owner = JsonInput.text(p);
        case "logGroup" -> logGroup = JsonInput.text(p);
        case "logStream" -> logStream = JsonInput.text(p);
        case "awslogs" -> readEnvelope(p);
        case "logEvents" -> {
          hasEvents = token == JsonToken.START_ARRAY;
          readEvents(p);
        }
        default -> p.skipChildren();
      }
    }
  }

  private void readEnvelope(JsonParser p) throws IOException {
    if (p.currentToken() != JsonToken.START_OBJECT) {
      p.skipChildren();
      return;
    }
    envelope = "";
    for (String key = p.nextFieldName(); key != null; key = p.nextFieldName()) {
      p.nextToken();
      if (key.equals("data") && p.currentToken() == JsonToken.VALUE_STRING) {
        envelope = p.getText();
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
      } else {
        add(read, event.systemFields());
      }
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
  void deliver(Supplier<Bytes> body, String advice) {
    if (CONTROL.equals(messageType)) {
      decoding.dropped("control_message", Math.max(1, events.size() + faults.size()));
      return;
    }
    LogStream stream = stream();
    String fault = fault(stream, advice);
    if (fault != null) {
      decoding.rejected(fault, body.get());
      return;
    }
    if (events.isEmpty() && faults.isEmpty()) {
      decoding.understood();
    }
    if (owners == null) {
      deliverBatch(stream, events);
    } else {
      deliverByOwner(stream, advice);
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

  private void deliverByOwner(LogStream stream, String advice) {
    Map<LogStream, List<LogEvent>> streams = new LinkedHashMap<>();
    for (int i = 0; i < events.size(); i++) {
      SystemFields own = owners.get(i);
      LogStream of = own == null ? stream : own.override(stream);
      streams.computeIfAbsent(of, s -> new ArrayList<>()).add(events.get(i));
    }
    streams.forEach(
        (of, batch) -> {
          String fault = fault(of, advice);
          if (fault == null) {
            deliverBatch(of, batch);
          } else {
            batch.forEach(e -> decoding.rejected(fault, PayloadJson.of(of, List.of(e))));
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

  private String fault(LogStream stream, String advice) {
    if (!hasEvents) {
      return "a JSON object without logEvents; " + advice;
    }
    if (stream.logGroup().isEmpty() || stream.logStream().isEmpty()) {
      String missing = stream.logGroup().isEmpty() ? "logGroup" : "logStream";
      return "a payload without " + missing + "; " + advice;
    }
    return Names.fault(stream);
  }
}
