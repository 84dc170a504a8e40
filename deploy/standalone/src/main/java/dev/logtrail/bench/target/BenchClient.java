package dev.logtrail.bench.target;

import dev.logtrail.demo.SubscriptionPayloads;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** An HTTP client of the measured server; keeps its connections open. */
public final class BenchClient {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI server;

  public BenchClient(URI server) {
    this.server = server;
  }

  /** Posts a subscription payload; returns when it is acknowledged. */
  public void post(byte[] payload) throws IOException, InterruptedException {
    URI door = server.resolve(SubscriptionPayloads.path("123456789012", "eu-west-1"));
    HttpRequest request =
        HttpRequest.newBuilder(door).POST(BodyPublishers.ofByteArray(payload)).build();
    expect200(http.send(request, BodyHandlers.ofString()));
  }

  /** Asks and reads the whole answer; its length in bytes. */
  public int get(String path) throws IOException, InterruptedException {
    return text(path).length();
  }

  /** Asks and reads the whole answer. */
  public String text(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(server.resolve(path)).build();
    return expect200(http.send(request, BodyHandlers.ofString()));
  }

  /** Follows an endless answer. */
  public InputStream follow(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(server.resolve(path)).build();
    return http.send(request, BodyHandlers.ofInputStream()).body();
  }

  private static String expect200(HttpResponse<String> answer) {
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
    }
    return answer.body();
  }
}
