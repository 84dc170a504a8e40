package dev.logtrail.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Posts to a server's ingest doors, one try at a time. */
final class IngestClient {
  private static final int DETAIL_CHARS = 500;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI server;
  private final String token;

  /**
   * A client of one server.
   *
   * @param token the ingest token, or null
   */
  IngestClient(URI server, String token) {
    this.server = server;
    this.token = token;
  }

  /** One try. Never throws for what the server or the network does. */
  PostResult post(Post post) throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(post.path()))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", post.contentType())
            .POST(HttpRequest.BodyPublishers.ofByteArray(post.body()));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return read(http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()), post);
    } catch (IOException e) {
      return PostResult.again(-1, "cannot reach " + server + ": " + e);
    }
  }

  private static PostResult read(HttpResponse<byte[]> response, Post post) {
    int status = response.statusCode();
    if (status / 100 == 2) {
      return PostResult.accepted();
    }
    String body = new String(response.body(), StandardCharsets.UTF_8);
    String detail =
        post.path()
            + " answered "
            + status
            + ": "
            + body.substring(0, Math.min(body.length(), DETAIL_CHARS));
    boolean passes = status == 408 || status == 429 || status >= 500;
    return passes ? PostResult.again(waitMs(response), detail) : PostResult.refused(detail);
  }

  /** Retry-After in seconds; a date there is left to the caller's own patience. */
  private static long waitMs(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(value -> value.matches("\\d{1,6}"))
        .map(value -> Long.parseLong(value) * 1000)
        .orElse(-1L);
  }
}
