package dev.logtrail.service.kit;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One address that answers as Lambda and as CloudWatch Logs, for programs that are given one
 * endpoint: Invoke is answered by a function, all else is passed on.
 */
public final class AwsFront implements AutoCloseable {
  private static final Pattern INVOKE =
      Pattern.compile("/2015-03-31/functions/([^/]+)/invocations");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI logs;
  private final Lambda lambda;

  /**
   * What Invoke answers.
   *
   * @param requestId the request's id
   * @param functionError null if it has not failed
   * @param payload what it returned
   * @param logResult the end of its log
   */
  public record Answer(String requestId, String functionError, String payload, byte[] logResult) {}

  /** Runs functions. */
  @FunctionalInterface
  public interface Lambda {
    /** Runs one. */
    Answer invoke(String function, String payload) throws Exception;
  }

  /**
   * Starts to answer.
   *
   * @param logs what answers as CloudWatch Logs
   */
  public AwsFront(URI logs, Lambda lambda) throws IOException {
    this.logs = logs;
    this.lambda = lambda;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** Where it listens. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange call) throws IOException {
    try (call) {
      byte[] body = call.getRequestBody().readAllBytes();
      Matcher invoke = INVOKE.matcher(call.getRequestURI().getPath());
      if (invoke.matches()) {
        invoke(call, invoke.group(1), new String(body, StandardCharsets.UTF_8));
      } else {
        pass(call, body);
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private void invoke(HttpExchange call, String function, String payload) throws Exception {
    Answer answer = lambda.invoke(function, payload);
    Headers headers = call.getResponseHeaders();
    headers.set("x-amzn-RequestId", answer.requestId());
    headers.set("X-Amz-Executed-Version", "$LATEST");
    if (answer.functionError() != null) {
      headers.set("X-Amz-Function-Error", answer.functionError());
    }
    if ("Tail".equals(call.getRequestHeaders().getFirst("X-Amz-Log-Type"))) {
      headers.set("X-Amz-Log-Result", Base64.getEncoder().encodeToString(answer.logResult()));
    }
    byte[] bytes = answer.payload().getBytes(StandardCharsets.UTF_8);
    call.sendResponseHeaders(200, bytes.length);
    call.getResponseBody().write(bytes);
  }

  private void pass(HttpExchange call, byte[] body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(logs).POST(BodyPublishers.ofByteArray(body));
    for (String name : new String[] {"X-Amz-Target", "Authorization", "Content-Type"}) {
      String value = call.getRequestHeaders().getFirst(name);
      if (value != null) {
        request.header(name, value);
      }
    }
    try {
      HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
      answer
          .headers()
          .firstValue("x-amzn-ErrorType")
          .ifPresent(type -> call.getResponseHeaders().set("x-amzn-ErrorType", type));
      call.sendResponseHeaders(answer.statusCode(), answer.body().length);
      call.getResponseBody().write(answer.body());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
