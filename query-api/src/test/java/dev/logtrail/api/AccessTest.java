package dev.logtrail.api;

import static dev.logtrail.api.kit.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.kit.Server;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessTest {
  private static final ApiSettings TOKENS =
      new ApiSettings("127.0.0.1", 0, "read-me", "take-me", List.of("https://ide.example.com"));

  private static final String SUBSCRIPTION =
      "{\"messageType\":\"CONTROL_MESSAGE\",\"logEvents\":[]}";
  private static final String FIREHOSE = "{\"requestId\":\"r\",\"timestamp\":1,\"records\":[]}";

  @Test
  void readingNeedsTheReadToken() {
    try (Server server = new Server(TOKENS)) {
      HttpResponse<String> none = server.get("/api/v1/functions");
      assertProblem(none, 401, "This route needs 'Authorization: Bearer …' with LOGTRAIL_TOKEN.");
      assertThat(none.headers().firstValue("WWW-Authenticate"))
          .hasValue("Bearer realm=\"logtrail\"");
      assertProblem(
          server.get("/metrics", "Authorization", "Bearer take-me"),
          401,
          "The Bearer token is not the one of LOGTRAIL_TOKEN.");
      assertThat(status(server, "/api/v1/functions", "Authorization", "Bearer read-me"))
          .isEqualTo(200);
      assertThat(status(server, "/")).isEqualTo(200);
      assertThat(status(server, "/healthz/ready")).isEqualTo(200);
    }
  }

  @Test
  void ingestNeedsTheIngestToken() {
    try (Server server = new Server(TOKENS)) {
      assertProblem(
          post(server, "/ingest/subscription", "Authorization", "Bearer read-me"),
          401,
          "The Bearer token is not the one of LOGTRAIL_INGEST_TOKEN.");
      assertThat(
              post(server, "/ingest/subscription", "Authorization", "Bearer take-me").statusCode())
          .isEqualTo(200);
      assertThat(
              post(server, "/ingest/firehose", "X-Amz-Firehose-Access-Key", "take-me").statusCode())
          .isEqualTo(200);
      HttpResponse<String> refused =
          post(server, "/ingest/firehose", "X-Amz-Firehose-Request-Id", "ed4acda5-034f");
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/json");
      assertThat(refused.body())
          .contains("\"requestId\":\"ed4acda5-034f\"", "\"errorMessage\":\"This route needs");
    }
  }

  @Test
  void pagesOfAllowedOriginsMayReadAndEmbed() {
    try (Server server = new Server(TOKENS)) {
      HttpResponse<String> preflight =
          server.send(
              server
                  .request("/api/v1/tail", "Origin", "https://ide.example.com")
                  .method("OPTIONS", BodyPublishers.noBody())
                  .build());

      assertThat(preflight.statusCode()).isEqualTo(204);
      assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
          .hasValue("https://ide.example.com");
      assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
          .contains("Authorization");
      assertThat(server.get("/").headers().firstValue("Content-Security-Policy").orElseThrow())
          .endsWith("frame-ancestors 'self' vscode-file: vscode-webview: https://ide.example.com");
      assertThat(
              server
                  .get("/", "Origin", "https://evil.example.com")
                  .headers()
                  .firstValue("Access-Control-Allow-Origin"))
          .isEmpty();
    }
  }

  @Test
  void foreignPagesMayNotSend() {
    try (Server server = new Server()) {
      assertProblem(
          post(server, "/ingest/subscription", "Origin", "https://evil.example.com"),
          403,
          "Pages of 'https://evil.example.com' may not send here: name it in --allow-origin.");
      String self = "http://127.0.0.1:" + server.port();
      assertThat(post(server, "/ingest/subscription", "Origin", self).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void withoutATokenForeignHostNamesAreRefused() throws IOException {
    try (Server server = new Server();
        Socket socket = new Socket("127.0.0.1", server.port())) {
      String request =
          "GET /api/v1/functions HTTP/1.1\r\nHost: evil.example.com\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(answer)
          .startsWith("HTTP/1.1 421")
          .contains("Host 'evil.example.com' is not this server's name.");
    }
  }

  private static int status(Server server, String path, String... headers) {
    return server.get(path, headers).statusCode();
  }

  private static HttpResponse<String> post(Server server, String path, String... headers) {
    String body = path.endsWith("/firehose") ? FIREHOSE : SUBSCRIPTION;
    return server.send(server.request(path, headers).POST(BodyPublishers.ofString(body)).build());
  }
}
