package dev.logtrail.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.kit.Server;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** A server that stops while a delivery is being stored. */
class StopTest {
  private static final String BODY =
      "{\"functionName\":\"orders\",\"requestId\":\"a-1\",\"statusCode\":200}";

  @Test
  void a_delivery_that_is_being_stored_is_answered_before_the_server_is_gone() throws Exception {
    Server server = new Server();
    int port = server.port();
    Thread stopping = new Thread(server::close, "stopping");
    server.handover.hold();
    CompletableFuture<HttpResponse<String>> answer =
        server.client.sendAsync(
            server.request("/ingest/invocations").POST(BodyPublishers.ofString(BODY)).build(),
            BodyHandlers.ofString());
    await(() -> server.handover.kept().size() == 1, "nothing is being stored");
    stopping.start();
    await(() -> isRefused(port), "the server goes on");
    server.handover.answer();
    assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    stopping.join(30_000);
    assertThat(server.handover.kept()).hasSize(1);
  }

  /** By a connection of its own: one that is open may be answered still. */
  private static boolean isRefused(int port) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(30_000);
      socket
          .getOutputStream()
          .write(
              "POST /ingest/subscription HTTP/1.0\r\nHost: 127.0.0.1\r\nContent-Length: 2\r\n\r\n{}"
                  .getBytes(US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
      return answer.startsWith("HTTP/1.1 503") && answer.contains("The server is stopping");
    } catch (IOException e) {
      return true;
    }
  }

  private static void await(BooleanSupplier condition, String otherwise) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(otherwise).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
