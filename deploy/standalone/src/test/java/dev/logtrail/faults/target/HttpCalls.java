package dev.logtrail.faults.target;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Calls with a deadline, as an ordinary client makes them. */
public final class HttpCalls {
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /** Asks for an address. */
  public HttpResponse<String> get(URI uri, Duration within)
      throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(uri).timeout(within).build(), BodyHandlers.ofString());
  }

  /** Posts JSON, plain or in gzip. */
  public HttpResponse<String> post(URI uri, byte[] body, Duration within)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(uri)
            .timeout(within)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body))
            .build(),
        BodyHandlers.ofString());
  }
}
