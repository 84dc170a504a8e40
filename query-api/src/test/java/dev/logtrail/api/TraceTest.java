package dev.logtrail.api;

import static dev.logtrail.api.Samples.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The trails of one trace, whichever functions they are of. */
class TraceTest {
  private static final String TRACE = "1-5759e988-bd862e3fe1be46a994272793";
  private static final String OTHER = "1-5759e988-000000000000000000000000";

  private Server server;

  @BeforeEach
  void start() {
    server = new Server();
    put("billing", "second", T0 + 20, TRACE);
    put("orders", "first", T0, TRACE);
    put("orders", "another", T0 + 10, OTHER);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void put(String function, String id, long at, String traceId) {
    server.store.put(
        Samples.key(function, id), Samples.request(id, at, 40, xray(traceId), 5, "of " + id));
  }

  private static String xray(String traceId) {
    return "\nXRAY TraceId: " + traceId + "\tSegmentId: 2f1f5c6a0d1b\tSampled: true\t";
  }

  @Test
  void allTrailsOfAllFunctionsByStart() {
    JsonNode answer = server.json("/api/v1/traces/" + TRACE);
    assertThat(answer.get("traceId").asText()).isEqualTo(TRACE);
    assertThat(answer.get("truncated").asBoolean()).isFalse();
    assertThat(answer.get("trails").findValuesAsText("requestId"))
        .containsExactly("first", "second");
    assertThat(answer.at("/trails/1/entries/1/message").asText()).isEqualTo("of second");
  }

  @Test
  void aWholeHeaderIsUnderstood() {
    for (String header :
        List.of("Root=%s", "Root=%s;Parent=53995c3f42cd8ad8;Sampled=1", "Sampled=1;root=%s")) {
      String plain = header.formatted(TRACE);
      String encoded = plain.replace(";", "%3B").replace("=", "%3D");
      assertThat(server.get("/api/v1/traces/" + encoded).body()).contains("\"first\"");
      if (plain.startsWith("Root")) { // What follows a bare semicolon is no part of a path.
        assertThat(server.get("/api/v1/traces/" + plain).body()).contains("\"first\"");
      }
    }
    assertThat(server.get("/api/v1/traces/Parent=1").statusCode()).isEqualTo(400);
  }

  @Test
  void anUnknownTraceIsAProblem() {
    assertThat(server.get("/api/v1/traces/1-none").statusCode()).isEqualTo(404);
    assertThat(server.get("/api/v1/traces/1-none").body()).contains("'1-none'");
  }

  @Test
  void itCanBeRead() {
    String text = server.get("/api/v1/traces/" + TRACE, "Accept", "text/plain").body();
    assertThat(text).containsSubsequence("first", "of first", "\n\n", "second", "of second");
    assertThat(text).doesNotContain("another");
  }

  @Test
  void aVeryLargeTraceIsCutAndSaysSo() {
    Map<TrailKey, List<TrailEvent>> many = new HashMap<>();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i <= TraceHandlers.MAX_TRAILS; i++) {
      String id = "r-" + i;
      many.put(Samples.key("orders", id), Samples.request(id, T0 + i, 1, xray("1-huge")));
      expected.add(id);
    }
    server.store.put(many);
    JsonNode answer = server.json("/api/v1/traces/1-huge");
    assertThat(answer.get("truncated").asBoolean()).isTrue();
    assertThat(answer.get("trails").findValuesAsText("requestId"))
        .isEqualTo(expected.subList(0, TraceHandlers.MAX_TRAILS));
  }

  @Test
  void aFaultOnTheWayIsSeen() {
    HookedReader hooked = new HookedReader(server.store);
    for (int i = 0; i < 120; i++) {
      put("orders", "r-" + i, T0 + i, "1-some");
    }
    try (Server failing =
        new Server(ApiSettings.loopback(0), hooked.reader(), server.store, Clock.systemUTC())) {
      hooked.failEventsAfter(0);
      HttpResponse<String> first = failing.get("/api/v1/traces/1-some");
      assertThat(first.statusCode()).isEqualTo(503);
      assertThat(first.headers().firstValue("Content-Type").orElse(""))
          .startsWith(Problem.CONTENT_TYPE);
      assertThat(first.body()).startsWith("{\"type\"");
      hooked.failEventsAfter(2);
      assertThatThrownBy(() -> whole(failing.get("/api/v1/traces/1-some").body()))
          .isInstanceOf(IOException.class);
      hooked.failEventsAfter(2);
      assertThat(failing.get("/api/v1/traces/1-some", "Accept", "text/plain").body())
          .endsWith("Not all is here: The store could not answer: went down\n");
    }
  }

  private static void whole(String json) throws IOException {
    try (JsonParser in = Server.JSON.createParser(json)) {
      in.readValueAsTree();
      assertThat(in.nextToken()).isNull();
    }
  }
}
