package dev.logtrail.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A server that answers one request after the other from a list, and remembers what was asked. */
final class FakeApi implements AutoCloseable {

  /** An answer: status, content type, body. */
  record Answer(int status, String type, String body) {
    static Answer text(String body) {
      return new Answer(200, "text/plain; charset=utf-8", body);
    }

    static Answer events(String body) {
      return new Answer(200, "text/event-stream", body);
    }

    static Answer problem(int status, String detail) {
      String json = "{\"type\":\"about:blank\",\"a\":[1],\"detail\":\"" + detail + "\"}";
      return new Answer(status, "application/problem+json", json);
    }
  }

  /** A request: path with query, and three of its headers, null where missing. */
  record Asked(String path, String accept, String authorization, String lastEventId) {}

  private final HttpServer server;
  private final List<Answer> answers;
  private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());

  FakeApi(Answer... answers) {
    this.answers = List.of(answers);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Asked> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    Answer answer = answers.get(Math.min(asked.size(), answers.size() - 1));
    asked.add(
        new Asked(
            exchange.getRequestURI().toString(),
            exchange.getRequestHeaders().getFirst("Accept"),
            exchange.getRequestHeaders().getFirst("Authorization"),
            exchange.getRequestHeaders().getFirst("Last-Event-ID")));
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", answer.type());
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
