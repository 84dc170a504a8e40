package dev.logtrail.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers health checks while a process waits for its database: it lives, it is not ready, and why.
 * Everything else is 503. It listens where the real server will, until that takes over.
 */
final class WaitingServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WaitingServer.class);
  private static final String RETRY_AFTER_S = "2";

  private final HttpServer server;
  private volatile String reason = "the process is starting";

  private WaitingServer(HttpServer server) {
    this.server = server;
  }

  /** Listens; null if it cannot, which the real server will tell in its own words. */
  static WaitingServer on(InetSocketAddress address) {
    try {
      HttpServer http = HttpServer.create(address, 0);
      WaitingServer waiting = new WaitingServer(http);
      http.createContext("/", waiting::answer);
      http.start();
      return waiting;
    } catch (IOException e) {
      LOG.debug("nobody answers health checks until the database is there", e);
      return null;
    }
  }

  /** What it waits for, from now on. */
  void reason(String words) {
    reason = words;
  }

  private void answer(HttpExchange exchange) throws IOException {
    boolean live = exchange.getRequestURI().getPath().equals("/healthz/live");
    String body =
        live
            ? "{\"status\":\"live\"}"
            : "{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503,\"detail\":\"It waits for %s.\"}"
                .formatted(escaped(reason));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange
        .getResponseHeaders()
        .set("Content-Type", live ? "application/json" : "application/problem+json");
    if (!live) {
      exchange.getResponseHeaders().set("Retry-After", RETRY_AFTER_S);
    }
    exchange.sendResponseHeaders(live ? 200 : 503, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String escaped(String words) {
    return words.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
