package dev.logtrail.api;

import static dev.logtrail.api.kit.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.kit.Server;
import dev.logtrail.trail.Delivery;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IngestRoutesTest {
  private static final String EVENT = "{\"id\":\"1\",\"timestamp\":1,\"message\":\"%s\"}";
  private static final String DOCUMENT =
      "{\"messageType\":\"DATA_MESSAGE\",\"logGroup\":\"g\",\"logStream\":\"s\",\"logEvents\":[%s]}";

  private final Server server = new Server();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void doorsGetTheBodyAndTheQuery() {
    StringBuilder events = new StringBuilder(EVENT.formatted("a"));
    for (int i = 0; i < 30; i++) {
      events.append(',').append(EVENT.formatted("x".repeat(100_000)));
    }
    String body = DOCUMENT.formatted(events);

    HttpResponse<String> answer = post("/ingest/subscription?account=1", body);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(answer.body())
        .isEqualTo("{\"accepted\":{\"events\":31,\"streams\":1},\"dropped\":{},\"rejected\":[]}");
    Delivery delivery = server.handover.kept().get(0);
    assertThat(delivery.account()).isEqualTo("1");
    assertThat(delivery.body()).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whatADoorRefusesIsAProblem() {
    HttpResponse<String> answer = post("/ingest/subscription", "hello");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body())
        .startsWith(
            "{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,\"detail\":\"not"
                + " readable as JSON (Unrecognized token 'hello'")
        .contains("right is a CloudWatch Logs subscription payload");
    assertThat(server.handover.kept()).isEmpty();
  }

  @Test
  void anEncodingThatIsNotKnownIsAProblem() {
    HttpResponse<String> answer =
        server.send(
            server
                .request("/ingest/invocations", "Content-Encoding", "br")
                .POST(BodyPublishers.ofString("x"))
                .build());

    assertProblem(answer, 415, "Content-Encoding is 'br'; right is gzip or none");
    assertThat(answer.body()).contains("\"title\":\"Unsupported Media Type\"");
  }

  @Test
  void whenFullTheSenderIsToldWhenToComeBack() {
    server.handover.limitTo(0);

    HttpResponse<String> answer =
        post("/ingest/subscription", DOCUMENT.formatted(EVENT.formatted("a")));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("7");
    assertThat(answer.body())
        .startsWith("{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503,")
        .contains("the inbox holds its limit of 0 deliveries; nothing was taken");
  }

  private HttpResponse<String> post(String path, String body) {
    return server.send(server.request(path).POST(BodyPublishers.ofString(body)).build());
  }
}
