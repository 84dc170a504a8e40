package dev.logtrail.api;

import static dev.logtrail.api.kit.ProblemAssert.assertProblem;
import static dev.logtrail.api.kit.Samples.ID;
import static dev.logtrail.api.kit.Samples.T0;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtrail.api.kit.Samples;
import dev.logtrail.api.kit.Server;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public class ApiServerTest {
  private Server server;

  @BeforeEach
  void start() {
    server = new Server();
    server.store.put(
        Samples.key("orders", ID),
        Samples.request(
            ID, T0, 46, "", 12, "[INFO]\t2026-11-21T10:00:00.012Z\t" + ID + "\thello\n"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void oneRequestWithItsEntries() {
    JsonNode trails = server.json("/api/v1/trails/" + ID).get("trails");

    assertThat(trails).hasSize(1);
    assertThat(trails.get(0).get("entries")).hasSize(4);
    assertThat(trails.get(0).at("/entries/1/message").asText()).isEqualTo("hello");
    assertThat(trails.get(0).at("/report/durationMs").asDouble()).isEqualTo(46.42);
  }

  @Test
  void aLogResultIsMergedAndOneAloneIsShown() {
    server.store.put(Samples.invocation("orders", ID, "START …", "{\"ok\":true}"));
    server.store.put(Samples.invocation("orders", "other-1", "hello\n", "not json"));

    JsonNode merged = server.json("/api/v1/trails/" + ID).at("/trails/0");
    JsonNode alone = server.json("/api/v1/trails/other-1").at("/trails/0");

    assertThat(merged.at("/invoke/payload/ok").asBoolean()).isTrue();
    assertThat(alone.get("closeReason").asText()).isEqualTo("log_result_only");
    assertThat(alone.at("/invoke/payload").asText()).isEqualTo("not json");
    assertThat(alone.get("logStream").isNull()).isTrue();
    assertThat(server.json("/api/v1/trails").get("trails")).hasSize(2);
  }

  @Test
  void anUnknownRequestIsAProblem() {
    HttpResponse<String> answer = server.get("/api/v1/trails/nobody");

    assertProblem(
        answer,
        404,
        "No trail of request id 'nobody' is stored: nothing of it has arrived yet, its log group"
            + " is not subscribed, or its retention is over.");
  }

  @Test
  void aRequestIdMayHoldSlashes() {
    server.store.put(Samples.key("orders", "a/b"), Samples.request("a/b", T0, 5, ""));

    assertThat(server.json("/api/v1/trails/a/b").at("/trails/0/requestId").asText())
        .isEqualTo("a/b");
    assertThat(server.get("/api/v1/trails/a%2Fb").statusCode()).isEqualTo(200);
  }

  @Test
  void readableFormWhenAskedFor() {
    HttpResponse<String> answer = server.get("/api/v1/trails/" + ID, "Accept", "text/plain");

    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain;charset=utf-8");
    assertThat(answer.body()).contains("+12 ms  INFO hello").contains("46.42 ms | 94 MB");
    assertProblem(
        server.get("/api/v1/trails/" + ID, "Accept", "image/png"),
        406,
        "Accept is 'image/png': this route answers with application/json or text/plain.");
  }

  @Test
  void listsHeadersAndPagesByCursor() {
    for (int i = 1; i <= 3; i++) {
      String id = "request-" + i;
      server.store.put(Samples.key("orders", id), Samples.request(id, T0 + i * 1000, 5, ""));
    }

    JsonNode first = server.json("/api/v1/trails?function=orders&limit=3");
    JsonNode rest =
        server.json("/api/v1/trails?limit=3&cursor=" + first.get("nextCursor").asText());

    assertThat(first.get("trails")).hasSize(3);
    assertThat(first.at("/trails/0/requestId").asText()).isEqualTo("request-3");
    assertThat(first.at("/trails/0").has("entries")).isFalse();
    assertThat(rest.get("trails")).hasSize(1);
    assertThat(rest.get("nextCursor").isNull()).isTrue();
    assertThat(server.json("/api/v1/trails?entries=true").at("/trails/0/entries")).hasSize(3);
    assertThat(server.json("/api/v1/trails?function=none").get("trails")).isEmpty();
  }

  @Test
  void aLevelIsTestedOnTheEntries() {
    Object[] warned = {3, "[WARN]\t2026-11-21T10:00:00.003Z\twarn-1\tlow stock\n"};
    server.store.put(
        Samples.key("orders", "warn-1"), Samples.request("warn-1", T0 + 1, 5, "", warned));
    for (int i = 0; i < 7; i++) {
      String id = "quiet-" + i;
      server.store.put(Samples.key("orders", id), Samples.request(id, T0 + 10 + i, 5, ""));
    }

    JsonNode page = server.json("/api/v1/trails?level=warn&limit=2");

    assertThat(page.get("trails")).hasSize(1);
    assertThat(page.at("/trails/0/requestId").asText()).isEqualTo("warn-1");
    assertThat(page.get("nextCursor").isNull()).isTrue();
    assertThat(server.json("/api/v1/trails?level=info&limit=9").get("trails")).hasSize(2);
    assertThat(server.json("/api/v1/trails?level=error").get("trails")).isEmpty();
  }

  @Test
  void functionsWithTheirCounts() {
    JsonNode function = server.json("/api/v1/functions").at("/functions/0");

    assertThat(function.get("functionName").asText()).isEqualTo("orders");
    assertThat(function.get("requests").asInt()).isEqualTo(1);
    assertThat(function.get("lastOutcome").asText()).isEqualTo("success");
  }

  @Test
  void statusHealthAndMetrics() {
    JsonNode source = server.json("/api/v1/status").at("/sources/0");
    assertThat(source.get("lagMs").asInt()).isEqualTo(120);
    assertThat(source.at("/dropped/event_too_large").asInt()).isEqualTo(2);
    assertThat(source.get("received").asInt()).isEqualTo(19);
    assertThat(source.get("stored").asInt()).isEqualTo(10);

    assertThat(server.get("/healthz/live").body()).isEqualTo("{\"status\":\"live\"}");
    assertThat(server.get("/healthz/ready").body()).isEqualTo("{\"status\":\"ready\"}");
    assertThat(server.get("/metrics").body())
        .contains("logtrail_source_lag_seconds{source=\"subscription\"} 0.12")
        .contains("logtrail_events_received_total{source=\"subscription\"} 19.0")
        .contains("logtrail_events_repeated_total{source=\"subscription\"} 4.0")
        .contains(
            "logtrail_events_dropped_total{reason=\"event_too_large\",source=\"subscription\"} 2.0")
        .contains("logtrail_ready 1.0")
        .contains("route=\"/healthz/ready\",status=\"200\"");
  }

  @Test
  void aBrokenStoreIsSaidSo() {
    server.store.breakReads("connection refused");

    assertProblem(
        server.get("/healthz/ready"), 503, "The store does not answer: connection refused");
    HttpResponse<String> answer = server.get("/api/v1/trails/" + ID);
    assertProblem(answer, 503, "The store could not answer: connection refused");
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
    assertThat(server.get("/healthz/live").statusCode()).isEqualTo(200);
  }

  @Test
  void whatIsNotThereIsAProblem() {
    assertProblem(
        server.get("/api/v2"),
        404,
        "There is no route GET /api/v2. The API begins at /api/v1/trails.");
    HttpResponse<String> get = server.get("/ingest/firehose");
    assertProblem(get, 405, "GET /ingest/firehose is not possible: this route takes POST.");
    assertThat(get.headers().firstValue("Allow")).hasValue("POST");
    HttpResponse<String> malformed = server.get("/api/%00");
    assertThat(malformed.statusCode()).isEqualTo(400);
    assertThat(malformed.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }

  @Test
  void headAnswersLikeGetWithoutABody() {
    HttpResponse<String> answer =
        server.send(
            server.request("/api/v1/functions").method("HEAD", BodyPublishers.noBody()).build());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
  }

  @Test
  void largeAnswersAreCompressed() {
    Object[] lines = new Object[400];
    for (int i = 0; i < 400; i += 2) {
      lines[i] = i;
      lines[i + 1] = "a line of a longer request, number " + i + "\n";
    }
    server.store.put(
        Samples.key("orders", "long-1"), Samples.request("long-1", T0, 900, "", lines));

    HttpResponse<String> answer = server.get("/api/v1/trails/long-1", "Accept-Encoding", "gzip");

    assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
  }

  @Test
  void thePageAndTheLibraryItImports() {
    HttpResponse<String> page = server.get("/r/" + ID);
    HttpResponse<String> lit = server.get("/assets/modules/lit-element/lit-element.js");

    assertThat(page.body()).startsWith("<!doctype html>");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("script-src 'self';");
    assertThat(lit.body())
        .contains("from\"../../modules/lit-html/lit-html.js\"")
        .contains("from\"../../modules/@lit/reactive-element/reactive-element.js\"");
    assertThat(lit.headers().firstValue("Content-Type")).hasValue("text/javascript;charset=utf-8");
    String etag = page.headers().firstValue("ETag").orElseThrow();
    assertThat(server.get("/", "If-None-Match", etag).statusCode()).isEqualTo(304);
    assertThat(server.get("/assets/../pom.xml").statusCode()).isEqualTo(404);
  }
}
