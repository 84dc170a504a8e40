package dev.logtrail.api.trails;

import static dev.logtrail.api.kit.Samples.T0;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtrail.api.kit.Samples;
import dev.logtrail.api.kit.Server;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A trace through several functions; and answers that a client has already. */
class TraceTest {
  private static final String TRACE = "1-5759e988-bd862e3fe1be46a994272793";
  private static final String TRACED =
      "\nXRAY TraceId: " + TRACE + "\tSegmentId: 0a1b2c3d4e5f6071\tSampled: true";

  private final Server server = new Server();

  @BeforeEach
  void fill() {
    put("orders", "first", T0);
    put("billing", "second", T0 + 50);
    server.store.put(
        Samples.key("orders", "other"), Samples.request("other", T0 + 70, 40, "", 5, "x\n"));
  }

  private void put(String function, String id, long at) {
    server.store.put(
        Samples.key(function, id),
        Samples.request(id, at, 12, TRACED, 1, "hello from " + function + "\n"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void trailsOfAllFunctionsByStart() {
    for (String asked : new String[] {TRACE, "Root=" + TRACE + ";Parent=5;Sampled=1"}) {
      JsonNode answer = server.json("/api/v1/traces/" + asked);
      assertThat(answer.get("traceId").asText()).isEqualTo(TRACE);
      assertThat(answer.get("truncated").asBoolean()).isFalse();
      assertThat(answer.get("trails")).hasSize(2);
      assertThat(answer.at("/trails/0/requestId").asText()).isEqualTo("first");
      assertThat(answer.at("/trails/1/functionName").asText()).isEqualTo("billing");
      assertThat(answer.at("/trails/1/entries").toString()).contains("hello from billing");
    }
  }

  @Test
  void asSpansOfOtherTools() {
    String id = TRACE.substring(2).replace("-", "");
    JsonNode otlp = server.json("/api/v1/traces/" + TRACE + "?format=otlp");
    assertThat(otlp.findValues("traceId")).hasSize(2).allMatch(t -> t.asText().equals(id));
    assertThat(otlp.findValues("spanId")).doesNotHaveDuplicates();
    JsonNode zipkin = server.json("/api/v1/traces/" + TRACE + "?format=zipkin");
    assertThat(zipkin).hasSize(2);
    assertThat(zipkin.get(1).get("name").asText()).isEqualTo("billing");
    assertThat(zipkin.findValues("id")).isEqualTo(otlp.findValues("spanId"));
    for (String form : List.of("otlp", "zipkin")) {
      String type = "application/vnd." + form + (form.equals("zipkin") ? ".v2+json" : "+json");
      HttpResponse<String> accepted = server.get("/api/v1/traces/" + TRACE, "Accept", type);
      assertThat(accepted.headers().firstValue("Content-Type")).hasValue(type);
      assertThat(accepted.headers().firstValue("Vary").orElse("")).contains("Accept");
      assertThat(accepted.body())
          .isEqualTo(server.get("/api/v1/traces/" + TRACE + "?format=" + form).body());
      String less = type + ";q=0.5, application/json";
      assertThat(server.get("/api/v1/traces/" + TRACE, "Accept", less).body())
          .startsWith("{\"traceId\"");
    }
    assertThat(server.get("/api/v1/traces/" + TRACE + "?format=x").body()).contains("otlp, zipkin");
  }

  @Test
  void readable() {
    String text = server.get("/api/v1/traces/" + TRACE, "Accept", "text/plain").body();
    assertThat(text.lines().limit(4))
        .containsExactly(
            "Trace " + TRACE + " · 2 requests of 2 functions · 62 ms",
            "      +0 ms      12.42 ms  ━━━━━━" + " ".repeat(26) + "  orders   first",
            "     +50 ms      12.42 ms  " + " ".repeat(25) + "━━━━━━   billing  second",
            "");
    assertThat(text).containsSubsequence("hello from orders", "\n\n", "hello from billing");
  }

  @Test
  void anUnknownTraceIsAProblem() {
    HttpResponse<String> answer = server.get("/api/v1/traces/1-0-0");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("No trail of trace id '1-0-0' is stored");
  }

  private String tag(String path, String accept) {
    return server.get(path, "Accept", accept).headers().firstValue("ETag").orElse(null);
  }

  @Test
  void closedTrailsAreNotSentTwice() {
    for (String path : new String[] {"/api/v1/trails/first", "/api/v1/traces/" + TRACE}) {
      HttpResponse<String> whole = server.get(path);
      String tag = whole.headers().firstValue("ETag").orElseThrow();
      assertThat(whole.headers().firstValue("Cache-Control")).hasValue("no-cache");
      HttpResponse<String> again = server.get(path, "If-None-Match", "\"x\", " + tag);
      assertThat(again.statusCode()).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(again.headers().firstValue("ETag")).hasValue(tag);
      assertThat(tag(path, "text/plain")).as("another form").isNotEqualTo(tag);
      assertThat(server.get(path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whatChangesHasAnotherTagAndWhatIsOpenNone() {
    String before = tag("/api/v1/trails/first", "application/json");
    server.store.put(Samples.invocation("orders", "first", "START\nhello\n", "{\"a\":1}"));
    String after = tag("/api/v1/trails/first", "application/json");
    assertThat(after).isNotNull().isNotEqualTo(before);

    server.store.put(Samples.key("orders", "open"), Samples.open("open", T0 + 90, 5, "not yet\n"));
    HttpResponse<String> open = server.get("/api/v1/trails/open");
    assertThat(open.headers().firstValue("ETag")).isEmpty();
    assertThat(open.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(server.get("/api/v1/trails/open", "If-None-Match", "*").statusCode()).isEqualTo(200);
  }
}
