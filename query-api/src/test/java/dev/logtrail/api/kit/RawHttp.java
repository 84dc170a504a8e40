package dev.logtrail.api.kit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Sends requests as bytes, which an HTTP client would refuse to send, and reads what comes back.
 */
public final class RawHttp {
  private static final int DEADLINE_MS = 30_000;

  private final int port;

  public RawHttp(int port) {
    this.port = port;
  }

  /**
   * An answer.
   *
   * @param status 0 if the server closed the connection without one
   * @param head status line and headers
   * @param body what came before the end, or the first bytes of a live tail
   */
  public record Answer(int status, String head, String body) {}

  /** Sends a request without body. */
  public Answer send(String method, String target) throws IOException {
    return send(
        method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
  }

  /** Sends these bytes (ISO 8859-1) and reads to the end; of a live tail only the head. */
  public Answer send(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(DEADLINE_MS);
      try {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      } catch (IOException e) {
        // It may have answered and closed before it read all.
      }
      return read(socket.getInputStream());
    }
  }

  private static Answer read(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] part = new byte[8_192];
    try {
      for (int n = in.read(part); n >= 0; n = in.read(part)) {
        all.write(part, 0, n);
        if (all.toString(StandardCharsets.ISO_8859_1).contains("text/event-stream")) {
          break;
        }
      }
    } catch (IOException e) {
      // A connection that is reset may have answered before.
    }
    String text = all.toString(StandardCharsets.UTF_8);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return new Answer(0, text, "");
    }
    int status = Integer.parseInt(text.substring(9, 12));
    return new Answer(status, text.substring(0, end), text.substring(end + 4));
  }
}
