package dev.logtrail.payload.subscription;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.logtrail.limit.DeliveryLimits;
import dev.logtrail.payload.bytes.Base64Text;
import dev.logtrail.payload.bytes.Bytes;
import dev.logtrail.payload.bytes.DecodingBusyException;
import dev.logtrail.payload.bytes.Gunzip;
import dev.logtrail.payload.bytes.JsonDocuments;
import dev.logtrail.payload.bytes.PayloadTooLargeException;
import dev.logtrail.payload.bytes.UnreadableException;
import dev.logtrail.payload.decoding.Decoding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * The body of a Firehose HTTP endpoint delivery: {@code {"requestId","timestamp","records":
 * [{"data":base64}]}}, each record a subscription payload.
 */
public final class FirehoseBody implements JsonDocuments.Handler {
  public static final String EXPECTED =
      "a Firehose delivery: {\"requestId\":…,\"timestamp\":…,\"records\":[{\"data\":base64}]}";
  private static final Bytes BEFORE_RECORD = ascii("{\"records\":[");
  private static final Bytes AFTER_RECORD = ascii("]}");
  private static final String RECORD_ADVICE =
      "a record is a CloudWatch Logs subscription payload: turn the Firehose stream's"
          + " DataMessageExtraction off, it leaves out log group, stream, id and time";

  private final Decoding decoding;
  private final Gunzip gunzip;

  private static Bytes ascii(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.US_ASCII));
  }

  private FirehoseBody(Decoding decoding, Gunzip gunzip) {
    this.decoding = decoding;
    this.gunzip = gunzip;
  }

  public static void read(Bytes in, Decoding decoding, Gunzip gunzip) throws UnreadableException {
    Bytes text = gunzip.unwrap(in).trimmed();
    JsonDocuments.each(text, new FirehoseBody(decoding, gunzip.nested()));
  }

  /** Reads what one record carries. */
  public static void readData(Bytes in, Decoding decoding, Gunzip gunzip)
      throws PayloadTooLargeException {
    SubscriptionPayload.read(in, decoding, gunzip, RECORD_ADVICE);
  }

  /** The body's own {@code requestId}, or null if it has none or cannot be read. */
  public static String requestId(Bytes in, Gunzip gunzip) {
    try {
      JsonDocuments body = JsonDocuments.of(gunzip.unwrap(in).trimmed());
      return requestId(body);
    } catch (IOException | UnreadableException | DecodingBusyException e) {
      return null; // decoding the same body says what is wrong with it
    } finally {
      gunzip.release();
    }
  }

  private static String requestId(JsonDocuments body) throws IOException {
    try (JsonParser p = body.parser()) {
      if (p.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      for (String key = p.nextFieldName(); key != null; key = p.nextFieldName()) {
        p.nextToken();
        if (key.equals("requestId")) {
          String id = body.text(p, DeliveryLimits.NAME_BYTES);
          return id == null || id.length() > DeliveryLimits.NAME_BYTES ? null : id;
        }
        p.skipChildren();
      }
      return null;
    }
  }

  @Override
  public void object(JsonParser p, JsonDocuments documents) throws IOException {
    int start = documents.tokenStart(p);
    boolean hasRecords = false;
    for (String key = p.nextFieldName(); key != null; key = p.nextFieldName()) {
      JsonToken token = p.nextToken();
      if (key.equals("records") && token == JsonToken.START_ARRAY) {
        hasRecords = true;
        boolean empty = true;
        while (p.nextToken() != JsonToken.END_ARRAY) {
          empty = false;
          documents.mark(p);
          record(p, documents);
        }
        if (empty) {
          decoding.understood();
        }
      } else {
        p.skipChildren();
      }
    }
    if (!hasRecords) {
      decoding.rejected(
          "a JSON object without records; right is " + EXPECTED, documents.stretch(start, p));
    }
  }

  private void record(JsonParser p, JsonDocuments documents) throws IOException {
    int start = documents.tokenStart(p);
    Base64Text data = null;
    if (p.currentToken() == JsonToken.START_OBJECT) {
      for (String key = p.nextFieldName(); key != null; key = p.nextFieldName()) {
        p.nextToken();
        if (key.equals("data") && p.currentToken() == JsonToken.VALUE_STRING) {
          data = documents.base64(p, gunzip.room());
        } else {
          p.skipChildren();
        }
      }
    } else {
      p.skipChildren();
    }
    if (data == null) {
      decoding.rejected(
          "a record without data; right is {\"data\":base64}", alone(documents.stretch(start, p)));
    } else if (!decoding.isExhausted()) {
      payload(data, documents.stretch(start, p));
    }
  }

  private void payload(Base64Text data, Bytes record) {
    if (data.isEmpty()) {
      decoding.dropped("empty_record", 1);
      return;
    }
    try {
      readData(data.decode(Base64.getDecoder()), decoding, gunzip);
    } catch (IllegalArgumentException e) {
      decoding.rejected("a record's data is not base64: " + e.getMessage(), alone(record));
    } catch (PayloadTooLargeException e) {
      decoding.rejected(e.getMessage(), alone(record));
    } finally {
      data.giveBack();
    }
  }

  /** The body that holds one record, so that it can be tried again by itself. */
  private static List<Bytes> alone(Bytes record) {
    return List.of(BEFORE_RECORD, record, AFTER_RECORD);
  }

  @Override
  public void malformed(String complaint, Bytes stretch) {
    decoding.rejected("not readable as JSON (" + complaint + "); right is " + EXPECTED, stretch);
  }
}
