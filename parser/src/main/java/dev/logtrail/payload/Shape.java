package dev.logtrail.payload;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.logtrail.payload.bytes.Bytes;
import dev.logtrail.payload.bytes.JsonDocuments;
import dev.logtrail.payload.bytes.JsonInput;
import dev.logtrail.payload.subscription.StatusChange;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** What an input looks like, from its first JSON object's keys. */
public enum Shape {
  /** CloudWatch Logs subscription payloads, or the Lambda envelope around them. */
  SUBSCRIPTION,
  /** Firehose HTTP endpoint deliveries. */
  FIREHOSE,
  /** The data of one record of Firehose, kept alone; by their looks these are others. */
  FIREHOSE_RECORD,
  /** Status changes of durable executions, as EventBridge sends them. */
  EVENTBRIDGE,
  /** What is posted to {@code /ingest/invocations}. */
  INVOCATIONS,
  /** Answers of FilterLogEvents or GetLogEvents. */
  API_PAGES,
  /** What Pub/Sub pushes; by their looks these are {@link #RECORDS}. */
  PUSHES,
  /** Bare events, or log records in JSON. */
  RECORDS,
  /** Lines. */
  PLAIN_TEXT;

  private static final Set<String> QUERY_KEYS = Set.of("queryLanguage", "statistics", "status");
  private static final Set<String> FIREHOSE_KEYS =
      Set.of(
          "requestId",
          "timestamp",
          "records",
          // The event of a function that transforms records.
          "invocationId",
          "deliveryStreamArn",
          "sourceKinesisStreamArn",
          "region");
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

  /**
   * Looks at the beginning of an input that is not compressed.
   *
   * @param length how many of the bytes count
   */
  public static Shape of(byte[] bytes, int length) {
    return of(Bytes.of(bytes).slice(0, length).withoutMark().trimmed());
  }

  /**
   * How many of the bytes from index 0 up to {@code length} are whole records of this shape for
   * sure, so that what follows can be read by itself.
   *
   * @return 0 if no record surely ends there: more is needed
   */
  public int wholeRecords(byte[] bytes, int length) {
    if (this == API_PAGES) {
      return 0;
    }
    for (int i = length - 1; i > 0; i--) {
      boolean end = this == PLAIN_TEXT || i < length - 1 && bytes[i + 1] == '{';
      if (bytes[i] == '\n' && end) {
        return i + 1;
      }
    }
    // As Firehose puts records into objects of S3: nothing stands between them.
    return this == PLAIN_TEXT ? 0 : JsonDocuments.wholeObjects(Bytes.of(bytes).slice(0, length));
  }

  /** Looks at a text without white space in front. */
  static Shape of(Bytes text) {
    if (text.isEmpty() || text.at(0) != '{' && text.at(0) != '[') {
      return PLAIN_TEXT;
    }
    try (JsonParser p = JsonInput.parser(text)) {
      while (p.nextToken() == JsonToken.START_ARRAY) {
        continue;
      }
      return p.currentToken() == JsonToken.START_OBJECT ? ofObject(p) : PLAIN_TEXT;
    } catch (IOException e) {
      return PLAIN_TEXT; // it only began like JSON
    }
  }

  /** Goes on to the end of the array in which the parser stands on a value. */
  private static void endArray(JsonParser p) throws IOException {
    while (p.currentToken() != JsonToken.END_ARRAY && p.currentToken() != null) {
      p.skipChildren();
      p.nextToken();
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
        case "detail-type" -> {
          if (StatusChange.DETAIL_TYPE.equals(p.getText())) {
            return EVENTBRIDGE;
          }
        }
        case "events" -> {
          if (array && !keys.contains("message")) {
            return API_PAGES;
          }
        }
        case "results" -> {
          // Of Logs Insights: rows, each an array of its fields.
          if (array && QUERY_KEYS.containsAll(keys) && p.nextToken() == JsonToken.START_ARRAY) {
            return API_PAGES;
          }
          if (array) {
            keys.add(key);
            endArray(p);
            continue;
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
