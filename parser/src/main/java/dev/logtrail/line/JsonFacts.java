package dev.logtrail.line;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/**
 * What a JSON message says for itself: a platform record, a record in a runtime's own shape, or
 * other JSON that may carry a weak request id. One pass over the top level; children are skipped
 * unread.
 */
final class JsonFacts {
  static final JsonFactory JSON = new JsonFactory();

  // Names without case, dashes and underscores.
  private static final Set<String> WEAK_KEYS =
      Set.of(
          "requestid",
          "awsrequestid",
          "functionrequestid",
          "lambdarequestid",
          "faas.invocationid",
          "faas.execution");

  private boolean first = true;
  private boolean timestampFirst;
  private boolean hasTime;
  private boolean level;
  private boolean logLevel;
  private boolean message;
  private boolean errorMessage;
  private boolean recordShapedId;
  private String type;
  private String id;
  private PlatformRecord record;

  /** Facts of a message that begins with an opening brace; null if it is not JSON. */
  static LineFacts scan(String s) {
    try (JsonParser p = JSON.createParser(s)) {
      JsonFacts facts = new JsonFacts();
      p.nextToken();
      while (p.nextToken() == JsonToken.FIELD_NAME) {
        String name = p.currentName();
        facts.field(p, name, p.nextToken());
      }
      return p.currentToken() == JsonToken.END_OBJECT ? facts.result() : null;
    } catch (IOException notJson) {
      return null;
    }
  }

  private void field(JsonParser p, String name, JsonToken value) throws IOException {
    boolean text = value == JsonToken.VALUE_STRING;
    switch (name) {
      case "type" -> type = text ? p.getText() : null;
      case "time" -> hasTime = text;
      case "timestamp" -> timestampFirst |= first && text;
      case "level" -> level = text;
      case "log_level" -> logLevel = text;
      case "message" -> message = true;
      case "errorMessage" -> errorMessage = true;
      case "record" -> {
        record = new PlatformRecord();
        record.read(p);
      }
      default -> {
        if (text) {
          identifier(name, p);
        }
      }
    }
    first = false;
    p.skipChildren();
  }

  private void identifier(String name, JsonParser p) throws IOException {
    boolean runtimeKey = name.equals("requestId") || name.equals("AWSRequestId");
    if ((id == null || runtimeKey) && (runtimeKey || isWeakKey(name))) {
      String value = p.getText();
      id = Text.idOrNull(value, 0, value.length());
      recordShapedId = runtimeKey;
    }
  }

  private static boolean isWeakKey(String name) {
    int length = name.length();
    if (length < "requestId".length() || length > "lambda_request_id".length() + 2) {
      return false;
    }
    return WEAK_KEYS.contains(name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", ""));
  }

  private LineFacts result() {
    if (type != null && record != null && hasTime) {
      LineFacts platform = record.facts(type);
      if (platform != null) {
        return platform;
      }
    }
    if (id == null) {
      return LineFacts.PLAIN;
    }
    boolean shaped =
        timestampFirst && recordShapedId && (level && message || logLevel && errorMessage);
    return LineFacts.output(id, shaped ? IdStrength.RECORD : IdStrength.WEAK);
  }
}
