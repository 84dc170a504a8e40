package dev.logtrail.payload.carrier;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.logtrail.payload.bytes.Bytes;
import dev.logtrail.payload.bytes.Gunzip;
import dev.logtrail.payload.bytes.JsonInput;
import dev.logtrail.payload.bytes.PayloadTooLargeException;
import dev.logtrail.payload.decoding.Decoding;
import dev.logtrail.payload.subscription.SubscriptionPayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Subscription payloads as texts inside of JSON, in base64 or not: what {@code aws kinesis
 * get-records} and {@code aws sqs receive-message} print, and the events that Lambda hands to a
 * function which reads such a stream or queue.
 */
final class WrappedPayloads {
  private static final String GZIP = "H4sI";
  private static final int LONGEST_HEAD = 400;

  /** {@code {"messageType":} in base64, as far as what follows does not change it. */
  private static final String ENCODED = "eyJtZXNzYWdlVHlwZSI6";

  private WrappedPayloads() {}

  /**
   * Reads the payloads in a document.
   *
   * @return whether there was one
   */
  static boolean read(String json, Decoding decoding, Gunzip gunzip) throws IOException {
    boolean mayBe =
        json.contains('"' + GZIP)
            || json.contains('"' + ENCODED)
            || json.contains("{\\\"messageType\\\"")
            || json.contains("{\\\"awslogs\\\"");
    if (!mayBe) {
      return false;
    }
    List<byte[]> payloads = new ArrayList<>();
    try (JsonParser p = JsonInput.FACTORY.createParser(json)) {
      for (JsonToken t = p.nextToken(); t != null; t = p.nextToken()) {
        byte[] payload = t == JsonToken.VALUE_STRING ? payload(p.getText()) : null;
        if (payload != null) {
          payloads.add(payload);
        }
      }
    }
    for (byte[] payload : payloads) {
      if (decoding.isExhausted()) {
        break;
      }
      try {
        SubscriptionPayload.read(Bytes.of(payload), decoding, gunzip);
      } catch (PayloadTooLargeException e) {
        decoding.rejected(e.getMessage(), Bytes.of(payload));
      }
    }
    return !payloads.isEmpty();
  }

  private static boolean isPayload(String text) {
    String head = text.substring(0, Math.min(text.length(), LONGEST_HEAD));
    return head.startsWith("{")
        && (head.contains("\"messageType\"") && text.contains("\"logEvents\"")
            || head.startsWith("\"awslogs\"", 1));
  }

  private static byte[] payload(String text) {
    if (isPayload(text)) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    if (!text.startsWith(GZIP) && !text.startsWith(ENCODED)) {
      return null;
    }
    try {
      return Base64.getMimeDecoder().decode(text);
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }
}
