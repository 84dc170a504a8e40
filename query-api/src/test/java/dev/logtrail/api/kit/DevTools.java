package dev.logtrail.api.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A connection by the DevTools protocol, to a browser or to one page of it. */
final class DevTools {
  static final int DEADLINE_S = 30;

  private final WebSocket socket;
  private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
  private int lastCall;

  DevTools(URI uri) throws Exception {
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(uri, new Answers())
            .get(DEADLINE_S, TimeUnit.SECONDS);
  }

  /** The result of a call; fails if it has none. One thread at a time. */
  synchronized JsonNode call(String method, Map<String, ?> params) throws Exception {
    ObjectNode message = Server.JSON.createObjectNode();
    int id = ++lastCall;
    message.put("id", id).put("method", method).set("params", Server.JSON.valueToTree(params));
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    calls.put(id, answer);
    socket.sendText(message.toString(), true).get(DEADLINE_S, TimeUnit.SECONDS);
    JsonNode got = answer.get(DEADLINE_S, TimeUnit.SECONDS);
    if (got.has("error")) {
      throw new AssertionError(method + ": " + got.get("error"));
    }
    return got.get("result");
  }

  void close() {
    socket.abort();
  }

  /** Collects what comes, and completes the calls that it answers. */
  private final class Answers implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        try {
          JsonNode message = Server.JSON.readTree(text.toString());
          CompletableFuture<JsonNode> call = calls.remove(message.path("id").asInt());
          if (call != null) {
            call.complete(message);
          }
        } catch (IOException e) {
          calls.values().forEach(c -> c.completeExceptionally(e));
        }
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }
}
