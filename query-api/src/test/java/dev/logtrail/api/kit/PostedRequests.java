package dev.logtrail.api.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Requests posted to a running server as CloudWatch's subscriptions post them. */
public final class PostedRequests {
  private static final int STORED_S = 90;
  private static final int EVENTS_A_POST = 5_000;

  private final URI server;
  private final HttpClient http = HttpClient.newHttpClient();

  public PostedRequests(URI server) {
    this.server = server;
  }

  /** The messages of a request: START, lines, END and REPORT. */
  public static List<String> request(String id, int lines) {
    List<String> messages = new ArrayList<>();
    messages.add("START RequestId: " + id + " Version: $LATEST\n");
    for (int i = 0; i < lines; i++) {
      messages.add("line " + i + " of " + id + ", what a function says as it works\n");
    }
    messages.add("END RequestId: " + id + "\n");
    messages.add(
        "REPORT RequestId: "
            + id
            + "\tDuration: 20.00 ms\tBilled Duration: 20 ms\tMemory Size: 128 MB\tMax Memory Used:"
            + " 60 MB\t\n");
    return messages;
  }

  /** Posts requests of a stream of their own, one after the other. */
  public void post(String function, List<List<String>> requests) throws Exception {
    send(function, stream(), requests.stream().flatMap(List::stream).toList(), 0);
  }

  /** Posts so many requests of so many lines each. */
  public void post(String function, int requests, int lines) throws Exception {
    List<List<String>> all = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      all.add(request(id(), lines));
    }
    post(function, all);
  }

  /** Posts one long request and waits until it is stored; the answer is its id. */
  public String large(int lines) throws Exception {
    String id = id();
    String function = name("figures-large");
    String stream = stream();
    List<String> request = request(id, lines);
    for (int from = 0; from < request.size(); from += EVENTS_A_POST) {
      int to = Math.min(request.size(), from + EVENTS_A_POST);
      send(function, stream, request.subList(from, to), from);
    }
    HttpRequest list =
        HttpRequest.newBuilder(server.resolve("/api/v1/trails?function=" + function)).build();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STORED_S);
    JsonNode stored = null;
    while (System.nanoTime() < deadline) {
      String body = http.send(list, HttpResponse.BodyHandlers.ofString()).body();
      stored = Server.JSON.readTree(body).at("/trails/0");
      if (stored.path("entryCount").asInt() == lines
          && "closed".equals(stored.path("state").asText())) {
        return id;
      }
      Thread.sleep(200);
    }
    throw new IllegalStateException(
        "the server has not stored " + lines + " lines in " + STORED_S + " s, but " + stored);
  }

  private void send(String function, String stream, List<String> messages, int place)
      throws Exception {
    long now = System.currentTimeMillis();
    ObjectNode body = Server.JSON.createObjectNode();
    body.put("messageType", "DATA_MESSAGE").put("owner", "123456789012");
    body.put("logGroup", "/aws/lambda/" + function).put("logStream", stream);
    body.putArray("subscriptionFilters").add("figures");
    ArrayNode events = body.putArray("logEvents");
    for (int i = 0; i < messages.size(); i++) {
      events
          .addObject()
          .put("id", String.format(Locale.ROOT, "%056d", (place + i) + now * 1_000_000))
          .put("timestamp", now)
          .put("message", messages.get(i));
    }
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/ingest/subscription"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
  }

  public static String id() {
    return UUID.randomUUID().toString();
  }

  public static String name(String prefix) {
    return prefix + "-" + id().substring(0, 8);
  }

  private static String stream() {
    return "2026/11/29/[$LATEST]" + id().replace("-", "");
  }
}
