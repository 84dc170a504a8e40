package dev.logtrail.payload;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** What a text looks like, from its first JSON object's keys. */
enum Shape {
  SUBSCRIPTION,
  FIREHOSE,
  INVOCATIONS,
  API_PAGES,
  RECORDS,
  PLAIN_TEXT;

  private static final Set<String> FIREHOSE_KEYS = Set.of("requestId", "timestamp", "records");
  private static final Set<String> INVOCATION_KEYS =
      Set.of(
          "functionName",
          "functionVersion",
          "requestId",
          "logResult",
          "statusCode",
          "functionError",
          "payload",
          "invokedAt",
          "account",
          "region");

  /** Looks at a text without white space in front. */
  static Shape of(Bytes text) {
    if (text.isEmpty() || text.at(0) != '{' && text.at(0) != '[') {
      return PLAIN_TEXT;
    }
    try (JsonParser p = Json.parser(text)) {
      while (p.nextToken() == JsonToken.START_ARRAY) {
        continue;
      }
      return p.currentToken() == JsonToken.START_OBJECT ? ofObject(p) : PLAIN_TEXT;
    } catch (IOException e) {
      return PLAIN_TEXT; // it only began like JSON
    }
  }

  private static Shape ofObject(JsonParser p) throws IOException {
    Set<String> keys = new HashSet<>();
    for (String key = p.nextFieldName(); key != null; key = p.nextFieldName()) {
      boolean array = p.nextToken() == JsonToken.START_ARRAY;
      switch (key) {
        case "awslogs", "logEvents" -> {
          return SUBSCRIPTION;
        }
        case "events" -> {
          if (array && !keys.contains("message")) {
            return API_PAGES;
          }
        }
        case "records" -> {
          if (array && FIREHOSE_KEYS.containsAll(keys)) {
            return FIREHOSE;
          }
        }
        default -> {}
      }
      keys.add(key);
      p.skipChildren();
    }
    boolean invocation = keys.contains("functionName") && INVOCATION_KEYS.containsAll(keys);
    return invocation ? INVOCATIONS : RECORDS;
  }
}
