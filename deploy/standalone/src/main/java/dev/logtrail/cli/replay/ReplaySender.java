package dev.logtrail.cli.replay;

import dev.logtrail.cli.client.ServerFault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Sends the requests of a replay, each until the server has accepted or refused it. Otherwise it is
 * sent again after Retry-After, or after a growing pause where the server cannot be reached.
 */
public final class ReplaySender {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI server;
  private final String token;
  private final Duration patience;
  private final Pause pause;

  /** Waits for some time; tests pass one that does not. */
  public interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  private record Retry(String detail, Duration pause) {}

  /** The replay cannot go on; the message says why. */
  public static final class StoppedException extends Exception {
    private static final long serialVersionUID = 1L;

    StoppedException(String message) {
      super(message);
    }
  }

  /**
   * @param token the ingest token, or null
   * @param patience how long to wait in all for one request to be taken
   */
  public ReplaySender(URI server, String token, Duration patience, Pause pause) {
    this.server = server;
    this.token = token;
    this.patience = patience;
    this.pause = pause;
  }

  /**
   * Sends one request and counts what became of it.
   *
   * @throws StoppedException if the server cannot be reached, stays full, or refuses the token
   */
  void send(ReplayPost post, ReplayTally tally) throws StoppedException, InterruptedException {
    Duration waited = Duration.ZERO;
    Duration next = FIRST_PAUSE;
    while (true) {
      Retry retry = attempt(post, tally, next);
      if (retry == null) {
        return;
      }
      if (waited.plus(retry.pause).compareTo(patience) > 0) {
        throw new StoppedException(
            retry.detail + " Gave up after waiting " + waited.toSeconds() + " s.");
      }
      pause.of(retry.pause);
      waited = waited.plus(retry.pause);
      Duration twice = next.multipliedBy(2);
      next = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }
  }

  /** One try; null if the server has answered for good. */
  private Retry attempt(ReplayPost post, ReplayTally tally, Duration pauseIfNotTold)
      throws StoppedException, InterruptedException {
    try {
      HttpResponse<byte[]> answer =
          http.send(request(post), HttpResponse.BodyHandlers.ofByteArray());
      return isFinal(answer, tally)
          ? null
          : new Retry(detail(answer), retryAfter(answer, pauseIfNotTold));
    } catch (IOException e) {
      return new Retry(ServerFault.unreachable(server.toString(), e).getMessage(), pauseIfNotTold);
    }
  }

  private HttpRequest request(ReplayPost post) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(post.path()))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .header("Content-Encoding", "gzip")
            .POST(HttpRequest.BodyPublishers.ofByteArray(post.body()));
    if (token != null && !token.isBlank()) {
      request.header("Authorization", "Bearer " + token);
    }
    return request.build();
  }

  private boolean isFinal(HttpResponse<byte[]> answer, ReplayTally tally) throws StoppedException {
    int status = answer.statusCode();
    if (status == 200) {
      tally.accepted(answer.body());
      return true;
    }
    if (status == 400 || status == 413) {
      tally.refused(detail(answer));
      return true;
    }
    if (status == 429 || status >= 500) {
      return false;
    }
    throw new StoppedException(detail(answer));
  }

  private static Duration retryAfter(HttpResponse<?> answer, Duration otherwise) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .filter(v -> v.matches("\\d{1,6}"))
        .map(v -> Duration.ofSeconds(Long.parseLong(v)))
        .orElse(otherwise);
  }

  private static String detail(HttpResponse<byte[]> answer) {
    String body = new String(answer.body(), StandardCharsets.UTF_8);
    return ServerFault.answered(answer.statusCode(), body).getMessage();
  }
}
