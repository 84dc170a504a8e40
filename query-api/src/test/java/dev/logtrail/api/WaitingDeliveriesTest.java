package dev.logtrail.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.kit.Server;
import dev.logtrail.limit.ServerLimits;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Deliveries that wait to be stored hold no thread. */
class WaitingDeliveriesTest {
  private static final int SENDERS = ServerLimits.HTTP_THREADS + 50;

  @Test
  void moreMayWaitThanTheServerHasThreads() throws Exception {
    try (Server server = new Server()) {
      server.handover.hold();
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < SENDERS; i++) {
        String body =
            "{\"functionName\":\"orders\",\"requestId\":\"a-%d\",\"statusCode\":200}".formatted(i);
        answers.add(
            server.client.sendAsync(
                server.request("/ingest/invocations").POST(BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofString()));
      }
      await(server);
      assertThat(answers).noneMatch(CompletableFuture::isDone);
      assertThat(server.get("/healthz/live").statusCode()).isEqualTo(200);

      server.handover.answer();
      for (CompletableFuture<HttpResponse<String>> answer : answers) {
        assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      }
    }
  }

  private static void await(Server server) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (server.handover.kept().size() < SENDERS) {
      assertThat(System.nanoTime())
          .as("only %d of %d deliveries came", server.handover.kept().size(), SENDERS)
          .isLessThan(deadline);
      Thread.sleep(10);
    }
  }
}
