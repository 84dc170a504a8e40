package dev.logtrail.ingest.source.kit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between an AWS client and an emulator, and fails calls as they are planned: with an error
 * of AWS's, or by a connection that is cut before the answer or in its middle.
 */
public final class FaultProxy implements AutoCloseable {
  private static final Set<String> OWN_HEADERS =
      Set.of("host", "connection", "content-length", "expect", "upgrade", "transfer-encoding");
  private static final int BAD_REQUEST = 400;
  private static final int SERVER_FAULT = 500;
  private static final Map<String, Integer> S3_STATUS =
      Map.of("ThrottlingException", 503, "SlowDown", 503, "AccessDeniedException", 403);

  /** The call is made, and its answer is lost. */
  public static final String ANSWER_LOST = "answer lost";

  /** The answer ends in its middle. */
  public static final String ANSWER_CUT = "answer cut";

  private final URI target;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, Deque<String>> planned = new TreeMap<>();
  private final Map<String, Integer> failed = new TreeMap<>();

  /** A proxy that forwards everything. */
  public FaultProxy(URI target) throws IOException {
    this.target = target;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** Where it listens. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /**
   * Makes the next calls of an operation fail.
   *
   * @param operation such as {@code GetRecords}
   * @param fault the type of AWS's error, {@link #ANSWER_LOST} or {@link #ANSWER_CUT}
   */
  public synchronized void fail(String operation, int times, String fault) {
    for (int i = 0; i < times; i++) {
      planned.computeIfAbsent(operation, o -> new ArrayDeque<>()).add(fault);
    }
  }

  /** How many calls of an operation have failed as planned. */
  public synchronized int failed(String operation) {
    return failed.getOrDefault(operation, 0);
  }

  private synchronized String plan(String operation) {
    Deque<String> faults = planned.get(operation);
    String fault = faults == null ? null : faults.poll();
    if (fault != null) {
      failed.merge(operation, 1, Integer::sum);
    }
    return fault;
  }

  private void handle(HttpExchange call) throws IOException {
    try (call) {
      byte[] body = call.getRequestBody().readAllBytes();
      String named = call.getRequestHeaders().getFirst("X-Amz-Target");
      String query = call.getRequestURI().getQuery();
      boolean listing = query != null && query.contains("list-type=2");
      String ofS3 = listing ? "ListObjectsV2" : "GetObject";
      String operation = named == null ? ofS3 : named.substring(named.indexOf('.') + 1);
      String fault = plan(operation);
      if (fault == null || fault.equals(ANSWER_CUT)) {
        forward(call, body, fault != null);
      } else if (fault.equals(ANSWER_LOST)) {
        send(call, body);
      } else if (named == null) {
        byte[] error =
            ("<Error><Code>" + fault + "</Code><Message>as planned</Message></Error>").getBytes();
        call.sendResponseHeaders(S3_STATUS.getOrDefault(fault, SERVER_FAULT), error.length);
        call.getResponseBody().write(error);
      } else {
        call.getResponseHeaders().set("x-amzn-ErrorType", fault);
        call.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        byte[] error = ("{\"__type\":\"" + fault + "\",\"message\":\"as planned\"}").getBytes();
        call.sendResponseHeaders(BAD_REQUEST, error.length);
        call.getResponseBody().write(error);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<byte[]> send(HttpExchange call, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.resolve(call.getRequestURI().toString()))
            .method(call.getRequestMethod(), BodyPublishers.ofByteArray(body));
    call.getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!OWN_HEADERS.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private void forward(HttpExchange call, byte[] body, boolean cut)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = send(call, body);
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!OWN_HEADERS.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> call.getResponseHeaders().add(name, value));
              }
            });
    byte[] bytes = answer.body();
    call.sendResponseHeaders(answer.statusCode(), bytes.length == 0 ? -1 : bytes.length);
    call.getResponseBody().write(bytes, 0, cut ? bytes.length / 2 : bytes.length);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
