package dev.logtrail.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.access.TokenKind;
import dev.logtrail.api.kit.Server;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.LogStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the holder of an ingest token with limits may send. */
class LimitedIngestTest {
  private static Server server;

  @BeforeAll
  static void start() {
    server = new Server(Holder.settings());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aDeliveryOfAnotherIsRefusedBeforeAnythingIsStored() {
    for (Holder h : Holder.values()) {
      for (Holder other : Holder.values()) {
        int before = server.handover.kept().size();
        HttpResponse<String> answer = post(h, "/ingest/subscription", subscription(other));
        HttpResponse<String> mixed =
            post(h, "/ingest/subscription", subscription(h) + subscription(other));
        HttpResponse<String> firehose = post(h, "/ingest/firehose", firehose(other));
        // Tenants limit what is read, not what is sent.
        LogStream stream = new LogStream(other.account, "us-east-1", other.group, "s");
        if (h.scope.has(stream, stream.functionName())) {
          assertThat(answer.statusCode()).isEqualTo(200);
          assertThat(firehose.statusCode()).isEqualTo(200);
          assertThat(server.handover.kept()).hasSize(before + 3);
        } else {
          assertThat(answer.statusCode()).isEqualTo(403);
          assertThat(answer.headers().firstValue("Content-Type"))
              .hasValue("application/problem+json");
          assertThat(answer.body()).contains("which this token may not send", "nothing was taken");
          assertThat(mixed.statusCode()).isEqualTo(403);
          assertThat(firehose.statusCode()).isEqualTo(403);
          assertThat(firehose.body()).contains("\"requestId\":\"fh-1\"", "\"errorMessage\":\"the");
          assertThat(server.handover.kept()).hasSize(before);
        }
      }
    }
  }

  @Test
  void aLogResultOfAnotherIsRefusedAndAnAccountThatNobodyNamesIsTheTokensOwn() {
    String invocation =
        "{\"requestId\":\"r\",\"functionName\":\"%s-api\",\"logResult\":\"bGluZQo=\"}";
    int before = server.handover.kept().size();
    String foreign = invocation.formatted("owl");
    assertThat(post(Holder.FOX, "/ingest/invocations", foreign).statusCode()).isEqualTo(403);
    assertThat(post(Holder.OWL, "/ingest/invocations?account=111111111111", foreign).statusCode())
        .isEqualTo(403);
    assertThat(server.handover.kept()).hasSize(before);

    assertThat(post(Holder.OWL, "/ingest/invocations", foreign).body())
        .contains("\"invocations\":1");
    List<Delivery> kept = server.handover.kept();
    assertThat(kept.get(kept.size() - 1).account()).isEqualTo(Holder.OWL.account);
  }

  private static HttpResponse<String> post(Holder h, String path, String body) {
    return server.send(
        server
            .request(path, "Authorization", "Bearer " + h.secret(TokenKind.INGEST))
            .header("X-Amz-Firehose-Request-Id", "fh-1")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private static String subscription(Holder h) {
    return ("{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"%s\",\"logGroup\":\"%s\",\"logStream\":\"s\","
            + "\"subscriptionFilters\":[\"f\"],\"logEvents\":[{\"id\":\"1\",\"timestamp\":1,\"message\":\"m\"}]}")
        .formatted(h.account, h.group);
  }

  private static String firehose(Holder h) {
    String data =
        Base64.getEncoder().encodeToString(subscription(h).getBytes(StandardCharsets.UTF_8));
    return "{\"requestId\":\"fh-1\",\"timestamp\":1,\"records\":[{\"data\":\"" + data + "\"}]}";
  }
}
