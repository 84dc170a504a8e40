package dev.logtrail.bench.target;

import dev.logtrail.demo.SubscriptionPayloads;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Posts payloads over one open connection with little work: server and client share a process here,
 * and only the server is to be measured.
 */
public final class PostSocket implements AutoCloseable {
  private static final String ACCEPTED = "HTTP/1.1 200";

  private final Socket socket;
  private final InputStream in;
  private final String head;

  /** To the door for subscription payloads of a Logtrail. */
  public PostSocket(URI server) throws IOException {
    this(server, SubscriptionPayloads.path("123456789012", "eu-west-1"), "");
  }

  /**
   * To any address.
   *
   * @param path with its query
   * @param headers more of them, each with a line break behind it
   */
  public PostSocket(URI server, String path, String headers) throws IOException {
    this.socket = new Socket(server.getHost(), server.getPort());
    this.socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream());
    this.head =
        "POST %s HTTP/1.1\r\nHost: %s\r\n%sContent-Length: "
            .formatted(path, server.getAuthority(), headers);
  }

  /** Posts one; returns when it is acknowledged. */
  public void post(byte[] payload) throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream(payload.length + 200);
    request.writeBytes((head + payload.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    request.writeBytes(payload);
    request.writeTo(socket.getOutputStream());
    String status = line();
    int length = -1;
    for (String line = line(); !line.isEmpty(); line = line()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring("content-length:".length()).strip());
      }
    }
    if (!status.startsWith(ACCEPTED) || length < 0) {
      throw new IOException("the server answered " + status);
    }
    in.skipNBytes(length);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the server closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
