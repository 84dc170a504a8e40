package dev.logtrail.line;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/**
 * What a JSON message says for itself: a platform record, a record in a runtime's own shape, or
 * other JSON that may carry a weak request id. One pass over the top level.
 */
final class JsonFacts {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String PLATFORM = "platform.";
  private static final int SHORTEST_WEAK_KEY = "requestId".length();
  private static final int LONGEST_WEAK_KEY = "lambda_request_id".length() + 2;

  private static final String[] NESTED_IDS = {
    "\"requestId\"", "\"awsRequestId\"", "\"aws_request_id\"", "\"invocation_id\"", "\"execution\""
  };

  // Names without case, dashes and underscores.
  private static final Set<String> WEAK_KEYS =
      Set.of(
          "requestid",
          "awsrequestid",
          "functionrequestid",
          "lambdarequestid",
          "faas.invocationid",
          "faas.execution");

  private boolean timestampFirst;
  private boolean level;
  private boolean logLevel;
  private boolean message;
  private boolean errorMessage;
  private boolean recordShapedId;
  private boolean platform;
  private boolean needsNoFullRead = true;
  private String id;

  /** Facts of a message that begins with an opening brace; null if it is not JSON. */
  static LineFacts scan(String s) {
    JsonScan scan = new JsonScan(s);
    JsonFacts facts = new JsonFacts();
    boolean first = true;
    while (scan.next()) {
      facts.needsNoFullRead = facts.needsNoFullRead && OrdinaryJson.needsNoFullRead(s, scan);
      facts.field(scan, first);
      first = false;
    }
    if (!scan.endedWell()) {
      return null;
    }
    LineFacts platform = facts.platform ? platform(s) : null;
    return platform == null ? facts.result(facts.shape(s, scan)) : platform;
  }

  private void field(JsonScan scan, boolean first) {
    switch (scan.keyLength()) {
      case 4 -> {
        if (scan.isText() && scan.isKey("type")) {
          String type = scan.text();
          platform = type != null && type.startsWith(PLATFORM);
          return;
        }
      }
      case 5 -> level |= scan.isText() && scan.isKey("level");
      case 7 -> message |= scan.isKey("message");
      case 9 -> {
        timestampFirst |= first && scan.isText() && scan.isKey("timestamp");
        logLevel |= scan.isText() && scan.isKey("log_level");
      }
      case 12 -> errorMessage |= scan.isKey("errorMessage");
      default -> {
        // No fixed name of this length.
      }
    }
    if (scan.isText() && mayBeId(scan)) {
      identifier(scan);
    } else if (id == null && scan.isNested() && mayHoldId(scan)) {
      String value = scan.nested(NESTED_IDS);
      id = value == null ? null : Text.idOrNull(value, 0, value.length());
    } else {
      scan.skip();
    }
  }

  /**
   * Contexts that loggers nest: Rust's spans, Powertools' and others' {@code lambda} or {@code
   * context}.
   */
  private static boolean mayHoldId(JsonScan scan) {
    return scan.isKey("spans")
        || scan.isKey("span")
        || scan.isKey("context")
        || scan.isKey("lambda")
        || scan.isKey("faas");
  }

  /** All names of ids end in a d or an n: most keys are told by length and last letter. */
  private static boolean mayBeId(JsonScan scan) {
    int length = scan.keyLength();
    if (length < SHORTEST_WEAK_KEY || length > LONGEST_WEAK_KEY) {
      return false;
    }
    char last = scan.keyChar(length - 1);
    return last == 'd' || last == 'D' || last == 'n' || last == 'N';
  }

  private void identifier(JsonScan scan) {
    boolean runtimeKey = scan.isKey("requestId") || scan.isKey("AWSRequestId");
    boolean wanted = runtimeKey || id == null && isWeakKey(scan.key());
    if (!wanted) {
      scan.skip();
      return;
    }
    String value = scan.text();
    id = value == null ? null : Text.idOrNull(value, 0, value.length());
    recordShapedId = runtimeKey;
  }

  private static boolean isWeakKey(String name) {
    return WEAK_KEYS.contains(name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", ""));
  }

  /** An odd line, or one of several lines, may be read as something else than JSON. */
  private EntryShape shape(String s, JsonScan scan) {
    boolean ordinary = needsNoFullRead && !scan.isOdd() && OrdinaryText.isOneLine(s);
    return ordinary ? EntryShape.ORDINARY : EntryShape.ANY;
  }

  private LineFacts result(EntryShape shape) {
    if (id == null) {
      return LineFacts.plain(shape);
    }
    boolean shaped =
        timestampFirst && recordShapedId && (level && message || logLevel && errorMessage);
    return LineFacts.output(id, shaped ? IdStrength.RECORD : IdStrength.WEAK, shape);
  }

  /**
   * The platform's record, read whole; null if it lacks time or record, or is not JSON after all.
   */
  private static LineFacts platform(String s) {
    String type = null;
    boolean time = false;
    PlatformRecord record = null;
    try (JsonParser p = JSON.createParser(s)) {
      p.nextToken();
      while (p.nextToken() == JsonToken.FIELD_NAME) {
        String name = p.currentName();
        boolean text = p.nextToken() == JsonToken.VALUE_STRING;
        switch (name) {
          case "type" -> type = text ? p.getText() : null;
          case "time" -> time = text;
          case "record" -> {
            record = new PlatformRecord();
            record.read(p);
          }
          default -> p.skipChildren();
        }
      }
      return time && type != null && record != null ? record.facts(type) : null;
    } catch (IOException notJson) {
      return null;
    }
  }
}
