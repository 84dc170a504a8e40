package dev.logtrail.payload.carrier;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.logtrail.line.LineScanner;
import dev.logtrail.payload.bytes.JsonInput;
import dev.logtrail.text.TimeText;
import dev.logtrail.trail.LogEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Events deep inside one JSON document, as log stores answer: Elasticsearch's {@code
 * hits.hits[]._source}, Datadog's {@code data[].attributes}, Splunk's {@code result}, Loki's {@code
 * values[[time, line]]}.
 */
final class NestedRecords {
  private static final int DEEPEST = 12;
  private static final int TIME_DIGITS = 13;

  /**
   * @param time epoch ms or {@link LogEvent#UNKNOWN_TIME}
   */
  record Found(long time, String text) {}

  private final List<Found> found = new ArrayList<>();
  private final StringBuilder keys = new StringBuilder();
  private boolean platform;

  /** Whether the document has a text of its own. */
  private boolean itself;

  private NestedRecords() {}

  /**
   * The events in a document that is itself none; none if no line of the platform is there, nor was
   * in a document like it.
   */
  static List<Found> in(String json, ToolRecords tools) throws IOException {
    boolean mayBe =
        json.contains("RequestId: ") || json.contains("platform.") || json.contains("Runtime Vers");
    if (!mayBe && !tools.knowsNested()) {
      return List.of();
    }
    NestedRecords records = new NestedRecords();
    try (JsonParser p = JsonInput.FACTORY.createParser(json)) {
      p.nextToken();
      records.object(p, 0);
    }
    boolean taken = tools.carriesNested(records.keys.toString(), records.platform);
    return taken && !records.itself ? records.found : List.of();
  }

  private void object(JsonParser p, int depth) throws IOException {
    String text = null;
    String time = null;
    int at = found.size();
    for (String key = p.nextFieldName(); key != null; key = p.nextFieldName()) {
      JsonToken token = p.nextToken();
      if (depth == 0) {
        keys.append(key).append(' ');
      }
      if (token.isStructStart()) {
        nested(p, depth);
        continue;
      }
      switch (key) {
        case "message", "@message", "_raw", "line", "log", "content" ->
            text = token == JsonToken.VALUE_STRING && text == null ? p.getText() : text;
        case "timestamp", "@timestamp", "_time", "time", "date", "ts" ->
            time = time == null ? JsonInput.text(p) : time;
        default -> {
          // A key that tells nothing of the event.
        }
      }
    }
    if (text != null && depth > 0) {
      add(at, time, text);
    }
    itself |= text != null && depth == 0;
  }

  private void nested(JsonParser p, int depth) throws IOException {
    if (depth >= DEEPEST) {
      p.skipChildren();
    } else if (p.currentToken() == JsonToken.START_OBJECT) {
      object(p, depth + 1);
    } else {
      array(p, depth + 1);
    }
  }

  private void array(JsonParser p, int depth) throws IOException {
    List<String> texts = new ArrayList<>(2);
    int others = 0;
    for (JsonToken t = p.nextToken(); t != JsonToken.END_ARRAY; t = p.nextToken()) {
      if (t.isStructStart()) {
        others++;
        nested(p, depth);
      } else if (t == JsonToken.VALUE_STRING && texts.size() < 2) {
        texts.add(p.getText());
      } else {
        others++;
      }
    }
    if (others == 0 && texts.size() == 2 && isTime(texts.get(0))) {
      add(found.size(), texts.get(0), texts.get(1));
    }
  }

  private static boolean isTime(String text) {
    return text.length() >= TIME_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Milliseconds, or what Loki counts: nanoseconds. */
  private static Long nanos(String digits) {
    return TimeText.ofNumber(Double.parseDouble(digits));
  }

  private void add(int at, String time, String text) {
    Long ms = time == null ? null : isTime(time) ? nanos(time) : TimeText.millis(time);
    boolean known = ms != null && TimeText.isPlausible(ms);
    String whole = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    found.add(at, new Found(known ? ms : LogEvent.UNKNOWN_TIME, whole));
    platform |= !whole.isEmpty() && LineScanner.scan(whole).isPlatform();
  }
}
