package dev.logtrail.ingest.source.s3;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The body of a call to S3, as it is or in chunks with signatures ({@code aws-chunked}). */
final class S3Body {
  private static final int HEX = 16;

  private S3Body() {}

  static byte[] read(HttpExchange call) throws IOException {
    byte[] sent = call.getRequestBody().readAllBytes();
    String hash = call.getRequestHeaders().getFirst("x-amz-content-sha256");
    return hash != null && hash.startsWith("STREAMING-") ? unchunked(sent) : sent;
  }

  /** {@code size;chunk-signature=…\r\n bytes \r\n … 0;…}; what follows the last is trailers. */
  private static byte[] unchunked(byte[] sent) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int at = 0;
    while (true) {
      int end = at;
      while (sent[end] != '\r') {
        end++;
      }
      String head = new String(sent, at, end - at, StandardCharsets.US_ASCII);
      int size = Integer.parseInt(head.replaceFirst(";.*", ""), HEX);
      if (size == 0) {
        return bytes.toByteArray();
      }
      bytes.write(sent, end + 2, size);
      at = end + 2 + size + 2;
    }
  }
}
