package dev.logtrail.payload.carrier;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.logtrail.line.LineFacts;
import dev.logtrail.line.LineScanner;
import dev.logtrail.payload.bytes.JsonInput;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Events in JSON whose keys are nobody's that is known: a line of the platform tells under which
 * keys the text stands, and what stands under the same keys is an event, too. Its time and stream
 * are found by what they look like, in the object of the text or around it.
 *
 * <pre>
 * {"__REALTIME_TIMESTAMP":"1795168800123456","MESSAGE":"START RequestId: …"}      path: /MESSAGE
 * {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{"stringValue":…}}]}]}]}  path: /resourceLogs/scopeLogs/…
 * </pre>
 */
final class ForeignRecords {
  private static final int DEEPEST = 32;

  /**
   * @param time epoch ms or {@link LogEvent#UNKNOWN_TIME}
   */
  record Found(LogStream stream, long time, String text) {}

  /**
   * @param text null if it is the JSON from {@code from} to {@code to}
   */
  private record Leaf(RecordScope scope, String text, int from, int to) {}

  private final String json;
  private final Map<String, List<Leaf>> texts = new LinkedHashMap<>();
  private String path;

  private ForeignRecords(String json) {
    this.json = json;
  }

  /**
   * The events in a document; none if no line of the platform is there, nor was in a document like
   * it.
   */
  static List<Found> in(String json, LogStream defaults, ToolRecords tools) throws IOException {
    boolean mark =
        json.contains("RequestId: ") || json.contains("platform.") || json.contains("Runtime Vers");
    if (!mark && !tools.knowsForeign()) {
      return List.of();
    }
    ForeignRecords records = new ForeignRecords(json);
    try (JsonParser p = JsonInput.FACTORY.createParser(json)) {
      p.nextToken();
      records.object(p, "", new RecordScope(null), 0);
    }
    return records.found(defaults, tools);
  }

  private List<Found> found(LogStream defaults, ToolRecords tools) {
    if (path != null && !texts.get(path).get(0).scope.hasLevel()) {
      tools.learn(path);
    }
    String of = path != null ? path : tools.foreign(texts.keySet());
    List<Found> found = new ArrayList<>();
    for (Leaf leaf : of == null ? List.<Leaf>of() : texts.get(of)) {
      RecordScope scope = leaf.scope;
      String text = leaf.text == null ? json.substring(leaf.from, leaf.to) : leaf.text;
      String whole = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
      found.add(new Found(scope.stream(defaults), scope.time(), whole));
    }
    return found;
  }

  /** Reads an object from its START_OBJECT to its END_OBJECT. */
  private void object(JsonParser p, String at, RecordScope scope, int depth) throws IOException {
    int start = (int) p.currentTokenLocation().getCharOffset();
    boolean platform = false;
    boolean record = false;
    for (String key = p.nextFieldName(); key != null; key = p.nextFieldName()) {
      JsonToken token = p.nextToken();
      record |= key.equals("record");
      platform |=
          token == JsonToken.VALUE_STRING
              && key.equals("type")
              && p.getText().startsWith("platform.");
      value(p, at + '/' + key, key, scope, depth);
    }
    if (depth > 0) {
      // A record in JSON that the tool has read: its text is the JSON.
      int end = (int) p.currentLocation().getCharOffset();
      leaf(at + "/{}", new Leaf(scope, null, start, end), platform && record);
    }
  }

  private void value(JsonParser p, String at, String key, RecordScope scope, int depth)
      throws IOException {
    JsonToken token = p.currentToken();
    if (token.isStructStart()) {
      if (depth >= DEEPEST) {
        p.skipChildren();
      } else if (token == JsonToken.START_OBJECT) {
        object(p, at, scope, depth + 1);
      } else {
        array(p, at, key, scope, depth + 1);
      }
      return;
    }
    String value = token == JsonToken.VALUE_NULL ? null : p.getText();
    if (value != null) {
      scope.value(key, value);
    }
    if (token == JsonToken.VALUE_STRING) {
      text(at, value, scope, isMark(value));
    }
  }

  private void array(JsonParser p, String at, String key, RecordScope scope, int depth)
      throws IOException {
    List<String> pair = new ArrayList<>(2);
    for (int n = 0; p.nextToken() != JsonToken.END_ARRAY; n++) {
      if (n < 2 && p.currentToken() == JsonToken.VALUE_STRING) {
        pair.add(p.getText());
        continue;
      }
      boolean object = p.currentToken() == JsonToken.START_OBJECT;
      RecordScope own = object ? new RecordScope(scope) : scope;
      value(p, at, key, own, depth);
      if (object) {
        own.end();
      }
    }
    pair(pair, at, key, scope);
  }

  /** The strings of an array: two may be a time and a line, as Loki answers. */
  private void pair(List<String> strings, String at, String key, RecordScope scope) {
    boolean timed = strings.size() == 2 && RecordScope.isTime(strings.get(0));
    RecordScope own = timed ? new RecordScope(scope) : scope;
    if (timed) {
      own.value("time", strings.get(0));
    }
    for (String text : timed ? strings.subList(1, 2) : strings) {
      own.value(key, text);
      text(at, text, own, isMark(text));
    }
  }

  private void text(String at, String text, RecordScope scope, boolean mark) {
    leaf(at, new Leaf(scope, text, 0, 0), mark);
  }

  private void leaf(String at, Leaf leaf, boolean mark) {
    texts.computeIfAbsent(at, k -> new ArrayList<>(1)).add(leaf);
    path = path == null && mark ? at : path;
  }

  /** Whether only the platform writes this. */
  private static boolean isMark(String text) {
    if (text.length() < 20 || "SREI{".indexOf(text.charAt(0)) < 0) {
      return false;
    }
    int end = text.indexOf('\n');
    LineFacts facts = LineScanner.scan(end < 0 ? text : text.substring(0, end));
    return switch (facts.kind()) {
      case START, END, REPORT, INIT_START, INIT_REPORT -> true;
      default -> false;
    };
  }
}
