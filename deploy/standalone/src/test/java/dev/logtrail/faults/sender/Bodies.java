package dev.logtrail.faults.sender;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.zip.GZIPOutputStream;

/** Small bodies that become large. */
final class Bodies {
  private static final int EVENT_BYTES = 1_000_000;

  private Bodies() {}

  /** So many MB of blanks in so many layers of gzip. */
  static byte[] bomb(int mb, int layers) {
    byte[] body = gzip(out -> write(out, new byte[1 << 20], mb));
    for (int layer = 1; layer < layers; layer++) {
      byte[] inner = body;
      body = gzip(out -> out.write(inner));
    }
    return body;
  }

  /** A valid Firehose delivery of so many records, each so many MB when it is unpacked. */
  static byte[] firehose(int records, int mb) {
    String record = "{\"data\":\"" + Base64.getEncoder().encodeToString(largePayload(mb)) + "\"}";
    return ("{\"requestId\":\"ed4acda5-034f-9f42-bba1-f29aea6d7d8f\",\"timestamp\":1795168800123,"
            + "\"records\":["
            + String.join(",", Collections.nCopies(records, record))
            + "]}")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** A subscription payload whose events come to so many MB. */
  private static byte[] largePayload(int mb) {
    byte[] text = "a".repeat(EVENT_BYTES).getBytes(StandardCharsets.UTF_8);
    return gzip(
        out -> {
          ascii(
              out,
              "{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"123456789012\","
                  + "\"logGroup\":\"/aws/lambda/hostile\",\"logStream\":\"2026/11/20/[$LATEST]large\","
                  + "\"subscriptionFilters\":[\"f\"],\"logEvents\":[");
          for (int i = 0; i < mb; i++) {
            ascii(out, (i == 0 ? "" : ",") + "{\"id\":\"large" + i);
            ascii(out, "\",\"timestamp\":1795168800123,\"message\":\"");
            out.write(text);
            ascii(out, "\"}");
          }
          ascii(out, "]}");
        });
  }

  private static void write(OutputStream out, byte[] block, int times) throws IOException {
    java.util.Arrays.fill(block, (byte) ' ');
    for (int i = 0; i < times; i++) {
      out.write(block);
    }
  }

  private static void ascii(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] gzip(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      content.write(gzip);
    } catch (IOException e) {
      throw new UncheckedIOException("a ByteArrayOutputStream does not fail", e);
    }
    return bytes.toByteArray();
  }

  /** Writes what stands in the gzip. */
  private interface Content {
    void write(OutputStream out) throws IOException;
  }
}
