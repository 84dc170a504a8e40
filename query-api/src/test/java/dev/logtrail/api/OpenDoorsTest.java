package dev.logtrail.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.access.AccessLine;
import dev.logtrail.api.access.AccessSettings;
import dev.logtrail.api.access.RateLimit;
import dev.logtrail.api.kit.Server;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may come in by name and origin where no token is asked for; and what is noted of all. */
class OpenDoorsTest {
  private static String raw(Server server, String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String ask(Server server, String line, String host, String more)
      throws IOException {
    String headers = "\r\nHost: " + host + "\r\nConnection: close\r\n" + more + "\r\n";
    return raw(server, line + " HTTP/1.1" + headers);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /",
        "GET /pane",
        "GET /r/x",
        "GET /openapi.json",
        "GET /assets/pane/app.js",
        "GET /metrics",
        "GET /healthz/ready",
        "GET /api/v1/tail",
        "GET /api/v1/trails",
        "HEAD /api/v1/functions",
        "OPTIONS /api/v1/tail",
        "POST /ingest/subscription",
        "DELETE /api/v1/dead-letters",
        "GET /no-such-route"
      })
  void noRouteAnswersToAForeignName(String line) throws IOException {
    try (Server server = new Server()) {
      String body = line.startsWith("POST") ? "Content-Length: 0\r\n" : "";
      assertThat(ask(server, line, "evil.example.com:" + server.port(), body))
          .startsWith("HTTP/1.1 421");
      assertThat(ask(server, line, "[2001:db8::1]:80", body)).startsWith("HTTP/1.1 421");
      if (!line.contains("tail")) {
        assertThat(ask(server, line, "[::1]:" + server.port(), body)).doesNotContain(" 421 ");
      }
    }
  }

  /** With a read token alone, a page could send by a name of its own that pointed here. */
  @Test
  void aDoorThatIsOpenIsCheckedThoughTheOtherIsNot() throws IOException {
    String post = "POST /ingest/subscription";
    String own = "Origin: http://evil.example.com\r\nContent-Length: 0\r\n";
    try (Server server = new Server(new ApiSettings("127.0.0.1", 0, "read-me", null, List.of()))) {
      assertThat(ask(server, post, "evil.example.com", own)).startsWith("HTTP/1.1 421");
      assertThat(ask(server, "GET /api/v1/trails", "logs.example.com", ""))
          .startsWith("HTTP/1.1 401");
      assertThat(server.handover.kept()).isEmpty();
    }
    try (Server server = new Server(new ApiSettings("127.0.0.1", 0, null, "take-me", List.of()))) {
      assertThat(ask(server, post, "logs.example.com", "Content-Length: 0\r\n"))
          .startsWith("HTTP/1.1 401");
      assertThat(ask(server, "GET /api/v1/trails", "evil.example.com", ""))
          .startsWith("HTTP/1.1 421");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "https://localhost", "http://localhost:1", "http://[::1]:1", "file://"})
  void pagesOfOtherOriginsMayNotSend(String origin) throws IOException {
    try (Server server = new Server()) {
      for (String line : List.of("POST /ingest/subscription", "DELETE /api/v1/dead-letters")) {
        String answer =
            ask(
                server,
                line,
                "localhost:" + server.port(),
                "Origin: " + origin + "\r\nContent-Length: 0\r\n");
        assertThat(answer).startsWith("HTTP/1.1 403").contains("name it in --allow-origin");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/r/x",
        "/t/1-2",
        "/x/order-1",
        "/pane",
        "/pane.js",
        "/stats",
        "/dead-letters",
        "/alerts",
        "/healthz/live",
        "/openapi.json",
        "/assets/pane/app.js"
      })
  void pagesNeedNoTokenForTheyHoldNothing(String path) {
    try (Server server =
        new Server(new ApiSettings("127.0.0.1", 0, "read-me", "take-me", List.of()))) {
      assertThat(server.get(path).statusCode()).isEqualTo(200);
      assertThat(server.get("/no-such-route").statusCode()).isEqualTo(401);
    }
  }

  /** However a path is spelled: what the check does not know, no route answers. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "//api/v1/trails",
        "/api//v1/trails",
        "/API/v1/trails",
        "/api/v1/trails/",
        "/api/v1/../v1/trails",
        "/y/../api/v1/trails",
        "/%61pi/v1/trails",
        "/api;x/v1/trails",
        "/;/api/v1/trails",
        "/api/v1/trails;jsessionid=1",
        "/assets/../api/v1/trails",
        "/%2e/api/v1/trails",
        "http://localhost/api/v1/trails",
        "//metrics",
        "/metrics/",
        "/metrics;x",
        "/ingest/../metrics"
      })
  void noSpellingOfAPathGoesAroundTheToken(String path) throws IOException {
    try (Server server =
        new Server(new ApiSettings("127.0.0.1", 0, "read-me", "take-me", List.of()))) {
      assertThat(ask(server, "GET " + path, "localhost", ""))
          .containsPattern("^HTTP/1.1 (400|401|404) ")
          .doesNotContain("nextCursor", "logtrail_ready");
    }
  }

  @Test
  void aTokenThatAsksForTooMuchIsToldWhenToComeAgain() {
    AccessSettings one =
        AccessSettings.ofSecrets("read-me", "take-me", List.of()).with(new RateLimit(1, 1 << 20));
    try (Server server = new Server(new ApiSettings("127.0.0.1", 0, one, null))) {
      HttpResponse<String> answer = null;
      for (int i = 0; i < 50 && (answer == null || answer.statusCode() == 200); i++) {
        answer = server.get("/api/v1/functions", "Authorization", "Bearer read-me");
      }
      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(answer.body())
          .contains(
              "\"title\":\"Too Many Requests\"",
              "The token 'LOGTRAIL_TOKEN' may ask for 1 requests")
          .doesNotContain("read-me");
    }
  }

  @Test
  void aLineIsNotedOfEachRequestWithoutItsSecrets() throws Exception {
    BlockingQueue<AccessLine> lines = new LinkedBlockingQueue<>();
    AccessSettings access =
        AccessSettings.ofSecrets("read-me", "take-me", List.of()).log(lines::add);
    try (Server server = new Server(new ApiSettings("127.0.0.1", 0, access, null))) {
      server.get("/api/v1/trails?q=password&token=read-me", "Authorization", "Bearer read-me");
      server.get("/api/v1/trails", "Authorization", "Bearer wrong");
      server.send(
          server
              .request("/ingest/subscription", "Authorization", "Bearer take-me")
              .POST(BodyPublishers.ofString("{}"))
              .build());
      AccessLine first = lines.poll(20, TimeUnit.SECONDS);
      AccessLine second = lines.poll(20, TimeUnit.SECONDS);
      AccessLine third = lines.poll(20, TimeUnit.SECONDS);

      assertThat(first.path()).isEqualTo("/api/v1/trails");
      assertThat(first.status()).isEqualTo(400);
      assertThat(first.token()).isEqualTo("LOGTRAIL_TOKEN");
      assertThat(first.bytes()).isPositive();
      assertThat(second.status()).isEqualTo(401);
      assertThat(second.token()).isNull();
      assertThat(third.token()).isEqualTo("LOGTRAIL_INGEST_TOKEN");
      assertThat(List.of(first, second, third).toString())
          .doesNotContain("password", "read-me", "take-me", "wrong");
    }
  }
}
