package dev.logtrail.payload;

import dev.logtrail.payload.bytes.UnreadableException;
import dev.logtrail.payload.decoding.Decoded;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Builds the bytes that the tests of this package decode. */
public final class Samples {
  static final String STREAM = "2026/11/20/[$LATEST]0123456789abcdef0123456789abcdef";
  static final String ID = "39625142537386286183420217423404804217438463478784163840";

  private Samples() {}

  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** A document of one stream around the given elements of logEvents. */
  static String document(String events) {
    return "{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"123456789012\",\"logGroup\":"
        + "\"/aws/lambda/orders\",\"logStream\":\""
        + STREAM
        + "\",\"subscriptionFilters\":[\"all\"],\"logEvents\":["
        + events
        + "]}";
  }

  static String event(String id, long timestamp, String message) {
    return "{\"id\":\""
        + id
        + "\",\"timestamp\":"
        + timestamp
        + ",\"message\":\""
        + message
        + "\"}";
  }

  static Decoded decode(Source source, byte[] body) throws UnreadableException {
    try (PayloadDecoder decoder = new PayloadDecoder()) {
      return decoder.decode(new Delivery(source, "000000000000", "eu-west-1", body));
    }
  }

  static Decoded decodeAny(String text) throws UnreadableException {
    return decodeAny(utf8(text));
  }

  static Decoded decodeAny(byte[] bytes) throws UnreadableException {
    try (PayloadDecoder decoder = new PayloadDecoder()) {
      LogStream defaults = new LogStream("000000000000", "eu-west-1", "/aws/lambda/f", "stream");
      return decoder.decodeAny(bytes, defaults, Source.FILE);
    }
  }

  static List<LogEvent> events(Decoded decoded) {
    return decoded.batches().stream().flatMap(b -> b.events().stream()).toList();
  }

  static List<String> messages(Decoded decoded) {
    return events(decoded).stream().map(LogEvent::message).toList();
  }
}
