package dev.logtrail.api.kit;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A client that follows lines by WebSocket: its frames as they come, a last one when it is over.
 */
public final class Follower implements WebSocket.Listener, AutoCloseable {
  private static final int PATIENCE_S = 60;

  private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
  private final StringBuilder text = new StringBuilder();
  private WebSocket socket;

  private Follower() {}

  /**
   * Follows.
   *
   * @param more parameters, each behind an ampersand
   * @throws CompletionException if it is refused before the socket is open
   */
  public static Follower of(Server server, String query, String more, String... headers) {
    Follower follower = new Follower();
    String asked = URLEncoder.encode(query, StandardCharsets.UTF_8);
    URI uri = server.uri("/loki/api/v1/tail?query=" + asked + more);
    WebSocket.Builder builder = server.client.newWebSocketBuilder();
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    follower.socket =
        builder.buildAsync(URI.create(uri.toString().replace("http:", "ws:")), follower).join();
    return follower;
  }

  /** The status with which it is refused. */
  public static int refusal(Server server, String query, String... headers) {
    return refusal(server, query, "", headers);
  }

  /** The same with more parameters. */
  public static int refusal(Server server, String query, String more, String[] headers) {
    try (Follower follower = of(server, query, more, headers)) {
      throw new AssertionError("not refused: " + follower);
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        return refused.getResponse().statusCode();
      }
      throw e;
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      frames.add(text.toString());
      text.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    frames.add("closed " + code + " " + reason);
    return null;
  }

  /** The next frame; {@code closed}, code and reason when the server has closed. */
  public String next() throws InterruptedException {
    String frame = frames.poll(PATIENCE_S, TimeUnit.SECONDS);
    if (frame == null) {
      throw new AssertionError("no frame came in " + PATIENCE_S + " s");
    }
    return frame;
  }

  /** The next frame. */
  public JsonNode frame() throws Exception {
    return Server.JSON.readTree(next());
  }

  /** Waits for so many lines, in as many frames as they come in. */
  public List<String> lines(int count) throws Exception {
    List<String> lines = new ArrayList<>();
    while (lines.size() < count) {
      for (JsonNode stream : frame().get("streams")) {
        stream.get("values").forEach(v -> lines.add(v.get(1).asText()));
      }
    }
    return lines;
  }

  @Override
  public void close() {
    socket.abort();
  }
}
