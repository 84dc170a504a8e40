package dev.logtrail.payload.carrier;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.logtrail.payload.bytes.Bytes;
import dev.logtrail.payload.bytes.Gunzip;
import dev.logtrail.payload.bytes.JsonDocuments;
import dev.logtrail.payload.bytes.JsonInput;
import dev.logtrail.payload.carrier.text.CarriedText;
import dev.logtrail.payload.decoding.Decoding;
import dev.logtrail.payload.decoding.EventLists;
import dev.logtrail.trail.LogEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The JSON of {@code aws logs filter-log-events} and {@code get-log-events}, and its events (or
 * other log records in JSON, see {@link ApiEvent}) as an array or as lines. Lines between them that
 * are not JSON are events too.
 */
public final class LogsApiJson implements JsonDocuments.Handler {
  public static final String EXPECTED =
      "the output of aws logs filter-log-events or get-log-events: {\"events\":[{\"timestamp\":…,"
          + "\"message\":…}]}";

  /** Of an input so much is looked through first for what carries its events. */
  private static final int LEARNED_BYTES = 256 << 10;

  private static final int LONGEST_ACTION = 400;

  private final Decoding decoding;
  private final boolean pages;
  private final EventLists events;
  private final CarriedText text;
  private final ToolRecords tools;
  private final Gunzip gunzip;

  private LogsApiJson(
      Decoding decoding,
      boolean pages,
      EventLists events,
      CarriedText text,
      ToolRecords tools,
      Gunzip gunzip) {
    this.decoding = decoding;
    this.pages = pages;
    this.events = events;
    this.text = text;
    this.tools = tools;
    this.gunzip = gunzip;
  }

  /** Reads answers of the API, each with its {@code events}. */
  public static void readPages(Bytes in, Decoding decoding, EventLists events, CarriedText text) {
    JsonDocuments.each(in, new LogsApiJson(decoding, true, events, text, new ToolRecords(), null));
  }

  /**
   * Reads bare events and log records.
   *
   * @param tools what earlier pieces of the input have told of its objects
   * @param gunzip for payloads that stand in the records
   */
  public static void readRecords(
      Bytes in,
      Decoding decoding,
      EventLists events,
      CarriedText text,
      ToolRecords tools,
      Gunzip gunzip) {
    if (tools.isNew()) {
      JsonDocuments.each(in.first(LEARNED_BYTES), new RecordLearner(decoding.defaults(), tools));
    }
    JsonDocuments.each(in, new LogsApiJson(decoding, false, events, text, tools, gunzip));
  }

  @Override
  public void object(JsonParser p, JsonDocuments documents) throws IOException {
    if (pages) {
      page(p, documents);
    } else {
      event(p);
    }
  }

  private void page(JsonParser p, JsonDocuments documents) throws IOException {
    int start = documents.tokenStart(p);
    boolean hasEvents = false;
    for (String key = p.nextFieldName(); key != null; key = p.nextFieldName()) {
      JsonToken token = p.nextToken();
      if (key.equals("events") && token == JsonToken.START_ARRAY) {
        hasEvents = true;
        decoding.understood();
        while (p.nextToken() != JsonToken.END_ARRAY) {
          documents.mark(p);
          element(p, documents);
        }
      } else if (key.equals("results") && token == JsonToken.START_ARRAY) {
        hasEvents = true;
        decoding.understood();
        results(p, documents);
      } else {
        p.skipChildren();
      }
    }
    if (!hasEvents) {
      decoding.rejected(
          "a JSON object without events; right is " + EXPECTED, documents.stretch(start, p));
    }
  }

  /** The rows of Logs Insights, each an array of fields and values. */
  private void results(JsonParser p, JsonDocuments documents) throws IOException {
    while (p.nextToken() != JsonToken.END_ARRAY) {
      documents.mark(p);
      int start = documents.tokenStart(p);
      ApiEvent event =
          p.currentToken() == JsonToken.START_ARRAY ? InsightsRow.read(p, decoding) : null;
      p.skipChildren();
      if (event == null) {
        decoding.rejected(
            "a row of results without @message; right is [{\"field\":\"@message\",\"value\":…}]",
            documents.stretch(start, p));
      } else {
        events.add(event.stream(), event.timestamp(), event.message());
      }
    }
  }

  private void element(JsonParser p, JsonDocuments documents) throws IOException {
    if (p.currentToken() == JsonToken.START_OBJECT) {
      event(p);
    } else {
      int start = documents.tokenStart(p);
      p.skipChildren();
      decoding.rejected(
          "an element of events is not an object; right is {\"timestamp\",\"message\"}",
          documents.stretch(start, p));
    }
  }

  private void event(JsonParser p) throws IOException {
    String json = JsonInput.compact(p);
    String log = json.contains(InvokeAnswer.KEY) ? InvokeAnswer.log(json) : null;
    if (log != null) {
      text.between(Bytes.of(log.getBytes(StandardCharsets.UTF_8)));
      text.close();
      return;
    }
    if (!pages && WrappedPayloads.read(json, decoding, gunzip)) {
      text.close();
      return;
    }
    if (!pages && json.startsWith("{\"entries\":[{") && json.contains("\"logName\":")) {
      entries(json);
      return;
    }
    if (isBulkAction(json)) {
      decoding.dropped("carrier_line", 1);
      return;
    }
    ApiEvent event = ApiEvent.of(json, decoding.defaults(), tools);
    if (!pages && json.equals(event.message()) && foreign(json)) {
      return;
    }
    Bytes body = Bytes.of(json.getBytes(StandardCharsets.UTF_8));
    if (event.message() == null) {
      decoding.rejected("an event without message; right is {\"timestamp\",\"message\"}", body);
      return;
    }
    text.close();
    events.add(event.stream(), event.id(), event.timestamp(), event.message(), body);
    if (event.timestamp() != LogEvent.UNKNOWN_TIME) {
      text.follow(event.stream(), event.timestamp());
    }
  }

  /** The answer of Cloud Logging's {@code entries.list}: each entry as if it stood alone. */
  private void entries(String json) throws IOException {
    try (JsonParser p = JsonInput.FACTORY.createParser(json)) {
      p.nextToken();
      p.nextToken();
      p.nextToken();
      while (p.nextToken() == JsonToken.START_OBJECT) {
        event(p);
      }
    }
  }

  /** Whether the events were found that stand in the document under keys that nobody knows. */
  private boolean foreign(String json) throws IOException {
    List<ForeignRecords.Found> found = ForeignRecords.in(json, decoding.defaults(), tools);
    if (found.size() == 1 && isWholeLog(found.get(0).text())) {
      text.between(Bytes.of(found.get(0).text().getBytes(StandardCharsets.UTF_8)));
      text.close();
      return true;
    }
    if (!found.isEmpty()) {
      text.close();
      found.forEach(f -> events.add(f.stream(), f.time(), f.text()));
    }
    return !found.isEmpty();
  }

  /** Whether a text is the log of a request, line by line. */
  private static boolean isWholeLog(String text) {
    return text.contains("\nEND RequestId: ")
        || text.contains("\nREPORT RequestId: ")
        || text.contains("\n{\"time\":");
  }

  /** What stands before each document in what is sent to Elasticsearch. */
  private static boolean isBulkAction(String json) {
    return json.length() < LONGEST_ACTION
        && (json.startsWith("{\"index\":{") || json.startsWith("{\"create\":{"))
        && json.endsWith("}}")
        && (json.contains("{\"_index\":") || json.contains("{\"_id\":"));
  }

  @Override
  public void malformed(String complaint, Bytes stretch) {
    if (pages) {
      decoding.rejected("not readable as JSON (" + complaint + "); right is " + EXPECTED, stretch);
    } else {
      text.between(stretch.afterLineEnd());
    }
  }
}
