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

  private static final int SHORTEST_EXECUTION = "executionArn".length();
  private static final int LONGEST_EXECUTION = "durable_execution_arn".length();
  private static final String DURABLE = "/durable-execution/";

  /** Early SDKs gave the function instead of the execution. */
  private static final String LAMBDA = ":lambda:";

  private static final int WHOLE_SECOND = "2026-11-20T10:00:00".length();

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

  /** Behind the time of a record whose time is cut to the second, where its first key begins. */
  private static final String CUT = "Z\"";

  private boolean timestampFirst;
  private boolean timestamp;
  private boolean cut;
  private boolean emptyId;
  private boolean durable;
  private boolean level;
  private boolean logLevel;
  private boolean message;
  private boolean errorMessage;
  private boolean recordShapedId;
  private boolean javaId;
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
        if (scan.isText() && scan.isKey("timestamp")) {
          timestamp = true;
          timestampFirst |= first;
          cut = first && scan.valueStartsAt(WHOLE_SECOND + 1, CUT);
        }
        timestamp |= scan.isText() && scan.isKey("Timestamp");
        logLevel |= scan.isText() && scan.isKey("log_level");
      }
      case 12 -> errorMessage |= scan.isKey("errorMessage");
      default -> {
        // No fixed name of this length.
      }
    }
    if (scan.isText() && mayBeExecution(scan)) {
      execution(scan);
    } else if (scan.isText() && mayBeId(scan)) {
      identifier(scan);
    } else if (id == null && scan.isNested() && mayHoldId(scan)) {
      String value = scan.nested(NESTED_IDS);
      id = value == null ? null : RequestIds.read(value, 0, value.length());
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

  /** Java's own key wins over a {@code requestId} that the function put beside it. */
  private void identifier(JsonScan scan) {
    boolean java = scan.isKey("AWSRequestId");
    boolean runtimeKey = java || scan.isKey("requestId") && !javaId;
    boolean wanted = runtimeKey || id == null && isWeakKey(scan.key());
    if (!wanted) {
      scan.skip();
      return;
    }
    String value = scan.text();
    javaId |= java;
    emptyId = runtimeKey && value != null && value.isEmpty();
    id = value == null ? null : RequestIds.read(value, 0, value.length());
    recordShapedId = runtimeKey;
  }

  /** {@code executionArn}, in the spellings of the durable SDKs, of a durable execution. */
  private void execution(JsonScan scan) {
    String name = scan.key().toLowerCase(Locale.ROOT).replace("_", "");
    boolean named = name.equals("executionarn") || name.equals("durableexecutionarn");
    String arn = named ? scan.text() : null;
    if (!named) {
      scan.skip();
    }
    durable |= arn != null && (arn.contains(DURABLE) || arn.contains(LAMBDA));
  }

  /** The names end in Arn or arn. */
  private static boolean mayBeExecution(JsonScan scan) {
    int length = scan.keyLength();
    return length >= SHORTEST_EXECUTION
        && length <= LONGEST_EXECUTION
        && scan.keyChar(length - 1) == 'n'
        && scan.keyChar(length - 2) == 'r';
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
    boolean record = timestampFirst && (level && message || logLevel && errorMessage);
    if (id == null) {
      return record && cut && emptyId
          ? LineFacts.output(null, IdStrength.BEFORE_FIRST, shape)
          : LineFacts.plain(shape);
    }
    return LineFacts.output(id, strength(record), shape);
  }

  private IdStrength strength(boolean record) {
    if (!recordShapedId || !RequestIds.isPlain(id)) {
      return IdStrength.WEAK;
    }
    // The loggers of durable SDKs write their records in whatever format the stream has.
    if (durable && timestamp) {
      return IdStrength.STRONG;
    }
    return record ? IdStrength.RECORD : IdStrength.WEAK;
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
