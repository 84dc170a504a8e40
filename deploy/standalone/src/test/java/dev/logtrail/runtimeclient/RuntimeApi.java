package dev.logtrail.runtimeclient;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Lambda's Runtime API for one process: hands out invocations and takes answers. What the runtime
 * asks or tells comes out of {@link #await}, in order.
 */
final class RuntimeApi implements AutoCloseable {
  private static final String ROOT = "/2018-06-01/runtime/";
  private static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
  private final BlockingQueue<Invocation> invocations = new LinkedBlockingQueue<>();

  /** What the runtime does. */
  enum Kind {
    NEXT,
    RESPONSE,
    ERROR,
    INIT_ERROR
  }

  /**
   * One call of the runtime.
   *
   * @param requestId whose answer it is, or null
   * @param body what it sent; empty for {@link Kind#NEXT}
   * @param errorType the error's type, or null
   */
  record Call(Kind kind, String requestId, String body, String errorType) {}

  /**
   * What the runtime gets to run.
   *
   * @param deadlineMs epoch ms
   */
  record Invocation(String requestId, String functionArn, long deadlineMs, String event) {}

  RuntimeApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(ROOT, this::serve);
    server.start();
  }

  /** {@code AWS_LAMBDA_RUNTIME_API}. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** The next call of the runtime; null if none comes in time. */
  Call await(Duration within) throws InterruptedException {
    return calls.poll(within.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Gives the runtime what it waits for. */
  void dispatch(Invocation invocation) {
    invocations.add(invocation);
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring(ROOT.length());
    byte[] body = exchange.getRequestBody().readAllBytes();
    try (exchange) {
      if (path.equals("invocation/next")) {
        next(exchange);
        return;
      }
      String text = new String(body, StandardCharsets.UTF_8);
      String errorType = exchange.getRequestHeaders().getFirst(ERROR_TYPE);
      if (path.equals("init/error")) {
        calls.add(new Call(Kind.INIT_ERROR, null, text, errorType));
      } else {
        String[] parts = path.split("/");
        Kind kind = parts[2].equals("response") ? Kind.RESPONSE : Kind.ERROR;
        calls.add(new Call(kind, parts[1], text, errorType));
      }
      answer(exchange, 202, "{\"status\":\"OK\"}");
    }
  }

  private void next(HttpExchange exchange) throws IOException {
    calls.add(new Call(Kind.NEXT, null, "", null));
    Invocation invocation;
    try {
      invocation = invocations.take();
    } catch (InterruptedException e) {
      // The server stops; who asked is gone or will be.
      return;
    }
    var headers = exchange.getResponseHeaders();
    headers.set("Lambda-Runtime-Aws-Request-Id", invocation.requestId());
    headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(invocation.deadlineMs()));
    headers.set("Lambda-Runtime-Invoked-Function-Arn", invocation.functionArn());
    answer(exchange, 200, invocation.event());
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
