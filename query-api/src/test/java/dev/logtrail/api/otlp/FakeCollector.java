package dev.logtrail.api.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** A receiver of OTLP that keeps what it takes, and answers as it is told. */
final class FakeCollector implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a request is answered with; a status of 0 breaks the connection off, unread. */
  record Answer(int status, String body) {
    static final Answer OK = new Answer(200, "{}");
  }

  /** Decides on a request, counted from 1 over all. */
  interface Script {
    Answer answer(int call, String path, JsonNode body);
  }

  final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  final List<JsonNode> spans = Collections.synchronizedList(new ArrayList<>());
  final List<JsonNode> lines = Collections.synchronizedList(new ArrayList<>());
  volatile Script script = (call, path, body) -> Answer.OK;
  volatile String lastKey;

  private final HttpServer server;

  FakeCollector() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/otlp");
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    JsonNode body = JSON.readTree(new GZIPInputStream(exchange.getRequestBody()));
    lastKey = exchange.getRequestHeaders().getFirst("X-Key");
    calls.add(path);
    Answer answer = script.answer(calls.size(), path, body);
    if (answer.status() == 0) {
      exchange.close();
      return;
    }
    if (answer.status() == 200) {
      body.findValues("spans").forEach(all -> all.forEach(spans::add));
      body.findValues("logRecords").forEach(all -> all.forEach(lines::add));
    }
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  List<String> spanIds() {
    return spans.stream().map(s -> s.get("spanId").asText()).toList();
  }

  /** What names each line. */
  List<String> uids() {
    return lines.stream().map(l -> attribute(l, "log.record.uid")).toList();
  }

  static String attribute(JsonNode of, String key) {
    for (JsonNode a : of.get("attributes")) {
      if (a.get("key").asText().equals(key)) {
        return a.get("value").elements().next().asText();
      }
    }
    return null;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
