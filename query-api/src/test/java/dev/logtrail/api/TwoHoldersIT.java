package dev.logtrail.api;

import static dev.logtrail.store.SampleTrails.T0;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtrail.api.access.TokenKind;
import dev.logtrail.api.kit.Server;
import dev.logtrail.api.kit.SseReader;
import dev.logtrail.api.stats.StatsSettings;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two holders of tokens and one server: whatever one asks, by any route, in any form, no byte of
 * the answer is of the other.
 */
class TwoHoldersIT {
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(T0 + 60_000), ZoneOffset.UTC);

  private static final List<String> FORMS =
      List.of("application/json", "text/plain", "application/x-ndjson");

  @RegisterExtension static final EmbeddedDatabase DATABASE = new EmbeddedDatabase();

  private static OpenApiDocument document;
  private static TrailWriter writer;
  private static Server server;

  @BeforeAll
  static void start() throws Exception {
    document = new OpenApiDocument();
    writer = DATABASE.database().openWriter(CLOCK);
    server = Server.over(DATABASE.database(), Holder.settings(), CLOCK, StatsSettings.none());
    for (Holder h : Holder.values()) {
      writer.flush(h.flush(writer, ""));
    }
    DATABASE.database().rollups().run();
    DATABASE.database().bloomCompactor(CLOCK).run();
  }

  @AfterAll
  static void stop() {
    server.close();
    writer.close();
  }

  /** Every route of the document, and what of it is asked: a new route must be put in here. */
  private static Map<String, List<String>> requests() {
    List<String> lists = new ArrayList<>();
    for (String query :
        List.of(
            "",
            "?entries=true",
            "?kind=environment&entries=true",
            "?q=common",
            "?q=common&explain=true&entries=true",
            "?q=needle-owl&explain=true",
            "?q=needle-elk&explain=true",
            "?q=needle-fox&explain=true",
            "?q=%25needle%25&explain=true",
            "?traceId=" + Holder.TRACE,
            "?execution=" + Holder.EXECUTION,
            "?kind=environment&execution=" + Holder.EXECUTION,
            "?account=222222222222",
            "?account=111111111111",
            "?function=owl-api",
            "?function=elk-api",
            "?function=fox-api",
            "?level=INFO",
            "?outcome=error",
            "?limit=1",
            "?limit=1&order=asc",
            "?cursor=MSxuLDE3NjM2MzI4MDAwMDAsNDI5NDk2NzI5OA",
            "?cursor=owl")) {
      lists.add("/api/v1/trails" + query);
    }
    String letters = "/api/v1/dead-letters";
    return Map.ofEntries(
        Map.entry("GET /api/v1/trails", lists),
        Map.entry(
            "GET /api/v1/histogram",
            List.of(
                "/api/v1/histogram?from=2020-01-01",
                "/api/v1/histogram?from=2020-01-01&q=common",
                "/api/v1/histogram?from=2020-01-01&function=elk-api")),
        Map.entry("GET /api/v1/trails/{requestId}", List.of("/api/v1/trails/" + Holder.SHARED)),
        Map.entry(
            "GET /api/v1/traces/{traceId}",
            List.of(
                "/api/v1/traces/" + Holder.TRACE,
                "/api/v1/traces/" + Holder.TRACE + "?format=otlp",
                "/api/v1/traces/" + Holder.TRACE + "?format=zipkin",
                "/api/v1/traces/Root=" + Holder.TRACE)),
        Map.entry(
            "GET /api/v1/executions/{execution}",
            List.of("/api/v1/executions/" + Holder.EXECUTION, "/api/v1/executions/" + Holder.ARN)),
        Map.entry("GET /api/v1/functions", List.of("/api/v1/functions")),
        Map.entry(
            "GET /api/v1/fields",
            List.of(
                "/api/v1/fields",
                "/api/v1/fields?function=elk-api",
                "/api/v1/fields?from=2020-01-01")),
        Map.entry(
            "GET /api/v1/stats",
            List.of(
                "/api/v1/stats?bill=true",
                "/api/v1/stats?groupBy=account",
                "/api/v1/stats?groupBy=region&step=1h",
                "/api/v1/stats?groupBy=version&step=none",
                "/api/v1/stats?groupBy=stage",
                "/api/v1/stats?account=222222222222",
                "/api/v1/stats?function=elk-api")),
        Map.entry("GET /api/v1/status", List.of("/api/v1/status")),
        Map.entry("GET /api/v1/tail", List.of()), // Endless: see what is followed live, below.
        Map.entry("GET " + letters, List.of(letters, letters + "?reason=x")),
        Map.entry("GET " + letters + "/{id}", List.of(letters + "/1")),
        Map.entry("DELETE " + letters, List.of(letters + "?all=true")),
        Map.entry("DELETE " + letters + "/{id}", List.of(letters + "/1")),
        Map.entry("POST " + letters + "/retry", List.of(letters + "/retry?all=true")),
        Map.entry("POST " + letters + "/{id}/retry", List.of(letters + "/1/retry")),
        Map.entry("GET /api/v1/invoke", List.of("/api/v1/invoke")),
        Map.entry("POST /api/v1/invoke/{function}", List.of("/api/v1/invoke/elk-api")),
        Map.entry(
            "GET /loki/api/v1/query_range",
            List.of(
                "/loki/api/v1/query_range?query=%7B%7D&start=1795168000&end=1795169000",
                "/loki/api/v1/query_range?query=%7Bfunction%3D%22elk-api%22%7D&start=1795168000&end=1795169000",
                "/loki/api/v1/query_range?query=%7B%7D%7C%3D%22common%22&start=1795168000&end=1795169000",
                "/loki/api/v1/query_range?query=count_over_time(%7B%7D%5B1h%5D)&step=60&start=1795168000&end=1795169000")),
        Map.entry(
            "GET /loki/api/v1/query",
            List.of("/loki/api/v1/query?query=count_over_time(%7B%7D%5B1h%5D)&time=1795169000")),
        Map.entry("GET /loki/api/v1/tail", List.of("/loki/api/v1/tail")),
        Map.entry("GET /loki/api/v1/labels", List.of("/loki/api/v1/labels")),
        Map.entry("GET /loki/api/v1/label", List.of("/loki/api/v1/label")),
        Map.entry(
            "GET /loki/api/v1/label/{label}/values",
            List.of(
                "/loki/api/v1/label/function/values?start=1795168000&end=1795169000",
                "/loki/api/v1/label/account/values?start=1795168000&end=1795169000")),
        Map.entry(
            "GET /loki/api/v1/series",
            List.of("/loki/api/v1/series?start=1795168000&end=1795169000")),
        Map.entry(
            "GET /loki/api/v1/index/stats",
            List.of("/loki/api/v1/index/stats?query=%7B%7D&start=1795168000&end=1795169000")),
        Map.entry(
            "GET /loki/api/v1/index/volume",
            List.of("/loki/api/v1/index/volume?start=1795168000&end=1795169000")),
        Map.entry(
            "GET /loki/api/v1/index/volume_range",
            List.of("/loki/api/v1/index/volume_range?step=60&start=1795168000&end=1795169000")),
        Map.entry("GET /loki/api/v1/status/buildinfo", List.of("/loki/api/v1/status/buildinfo")),
        Map.entry(
            "GET /loki/api/v1/detected_labels",
            List.of("/loki/api/v1/detected_labels?start=1795168000&end=1795169000")),
        Map.entry(
            "GET /loki/api/v1/detected_fields",
            List.of("/loki/api/v1/detected_fields?start=1795168000&end=1795169000")),
        Map.entry(
            "GET /loki/api/v1/detected_field/{name}/values",
            List.of(
                "/loki/api/v1/detected_field/request_id/values?start=1795168000&end=1795169000")),
        Map.entry(
            "GET /loki/api/v1/patterns",
            List.of("/loki/api/v1/patterns?step=60&start=1795168000&end=1795169000")),
        Map.entry(
            "GET /api/v1/insights",
            List.of(
                "/api/v1/insights",
                "/api/v1/insights?function=elk-api",
                "/api/v1/insights?function=koi-api")),
        Map.entry(
            "GET /api/v1/witness/{requestId}",
            List.of("/api/v1/witness/owl-result", "/api/v1/witness/elk-result")),
        Map.entry(
            "GET /api/v1/explain/{requestId}",
            List.of("/api/v1/explain/" + Holder.SHARED, "/api/v1/explain/owl-1")),
        Map.entry("GET /api/v1/alerts", List.of("/api/v1/alerts")),
        Map.entry("POST /mcp", List.of("/mcp")), // Its tools: see McpTest.
        Map.entry("GET /healthz/live", List.of("/healthz/live")),
        Map.entry("GET /healthz/ready", List.of("/healthz/ready")),
        Map.entry("GET /metrics", List.of("/metrics")),
        Map.entry("POST /ingest/subscription", List.of("/ingest/subscription")),
        Map.entry("POST /ingest/invocations", List.of("/ingest/invocations")),
        Map.entry("POST /ingest/eventbridge", List.of("/ingest/eventbridge")),
        Map.entry("POST /ingest/pubsub", List.of("/ingest/pubsub")),
        Map.entry("POST /ingest/firehose", List.of("/ingest/firehose")),
        Map.entry("GET /openapi.json", List.of("/openapi.json")),
        Map.entry("GET /", List.of("/")),
        Map.entry("GET /r/{requestId}", List.of("/r/" + Holder.SHARED)),
        Map.entry("GET /x/{execution}", List.of("/x/order-123")),
        Map.entry("GET /t/{traceId}", List.of("/t/1-5759e988-bd862e3fe1be46a994272793")),
        Map.entry("GET /pane", List.of("/pane")),
        Map.entry("GET /pane.js", List.of("/pane.js")),
        Map.entry("GET /stats", List.of("/stats")),
        Map.entry("GET /dead-letters", List.of("/dead-letters")),
        Map.entry("GET /alerts", List.of("/alerts")),
        Map.entry("GET /insights", List.of("/insights")),
        Map.entry("GET /assets/{file}", List.of("/assets/pane/app.js")));
  }

  private static HttpResponse<String> call(
      Holder h, TokenKind kind, String method, String path, String accept) {
    return call(h, kind, method, path, accept, "X-Nothing", "x");
  }

  private static HttpResponse<String> call(
      Holder h, TokenKind kind, String method, String path, String accept, String... more) {
    HttpRequest.Builder request =
        server.request(path, "Authorization", "Bearer " + h.secret(kind), "Accept", accept);
    request.headers(more);
    return server.send(request.method(method, BodyPublishers.noBody()).build());
  }

  private static HttpResponse<String> get(Holder h, String path) {
    return call(h, TokenKind.READ, "GET", path, "application/json");
  }

  private static void assertOwn(Holder h, String what, HttpResponse<String> answer) {
    String text = answer.headers().map() + answer.body();
    // Words of the question may be told back.
    String asked = what.replaceAll(".*\\?", "");
    List<String> foreign = h.foreign().stream().filter(w -> !asked.contains(w)).toList();
    assertThat(text).as(h + " " + what).doesNotContain(foreign);
  }

  @ParameterizedTest
  @EnumSource(Holder.class)
  void noAnswerOfAnyRouteInAnyFormHoldsAnythingOfTheOthers(Holder h) {
    assertThat(new TreeSet<>(requests().keySet())).isEqualTo(document.operations());
    Set<Integer> seen = new TreeSet<>();
    requests()
        .forEach(
            (operation, paths) -> {
              String method = operation.split(" ")[0];
              for (String path : paths) {
                for (String accept : path.startsWith("/api/v1/") ? FORMS : List.of("*/*")) {
                  for (TokenKind kind : TokenKind.values()) {
                    HttpResponse<String> answer = call(h, kind, method, path, accept);
                    seen.add(answer.statusCode());
                    assertOwn(h, method + " " + path, answer);
                    if (method.equals("GET") && !path.contains("/healthz")) {
                      assertOwn(h, "HEAD " + path, call(h, kind, "HEAD", path, accept));
                    }
                  }
                }
              }
            });
    assertThat(seen).contains(200, 400, 401, 403).doesNotContain(500);
  }

  @ParameterizedTest
  @EnumSource(Holder.class)
  void theToolsOfAnAssistantShowOnesOwn(Holder h) throws Exception {
    List<String> calls = new ArrayList<>();
    for (String id :
        List.of(Holder.SHARED, "owl-1", "elk-1", "fox-1", "koi-1", "yak-1", "owl-result")) {
      calls.add("explain_failure {'requestId':'" + id + "'}");
      calls.add("get_request {'requestId':'" + id + "'}");
    }
    calls.add("search {'q':'common'}");
    calls.add("search {'function':'elk-api'}");
    calls.add("stats {'from':'2020-01-01'}");
    calls.add("compare_versions {'function':'fox-api','from':'2020-01-01'}");
    calls.add("tail_once {'since':0,'waitSeconds':0,'maxChars':100000}");
    for (String call : calls) {
      String[] parts = call.replace('\'', '"').split(" ");
      String body =
          "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\",\"arguments\":%s}}"
              .formatted(parts[0], parts[1]);
      HttpRequest.Builder request =
          server.request(
              "/mcp",
              "Authorization",
              "Bearer " + h.secret(TokenKind.READ),
              "Content-Type",
              "application/json");
      HttpResponse<String> answer =
          server.send(request.POST(BodyPublishers.ofString(body)).build());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertOwn(h, "/mcp?" + call, answer);
      if (call.contains(Holder.SHARED)) {
        assertThat(answer.body()).contains("needle-" + h.word());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Holder.class)
  void whatIsTheOthersAnswersAsWhatIsNowhere(Holder h) {
    for (Holder other : Holder.values()) {
      if (other != h) {
        for (String id : List.of(other.word() + "-1", other.word() + "-result")) {
          HttpResponse<String> hidden = get(h, "/api/v1/trails/" + id);
          HttpResponse<String> nowhere = get(h, "/api/v1/trails/nowhere");
          assertThat(hidden.statusCode()).isEqualTo(404);
          assertThat(hidden.body()).isEqualTo(nowhere.body().replace("nowhere", id));
          assertThat(
                  call(
                          h,
                          TokenKind.READ,
                          "GET",
                          "/api/v1/trails/" + id,
                          "*/*",
                          "If-None-Match",
                          "*")
                      .statusCode())
              .isEqualTo(404);
        }
        assertThat(get(h, "/api/v1/trails?function=" + other.word() + "-api").body())
            .isEqualTo(get(h, "/api/v1/trails?function=nowhere").body());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Holder.class)
  void countsAreOfOnesOwn(Holder h) throws Exception {
    JsonNode shared = Server.JSON.readTree(get(h, "/api/v1/trails/" + Holder.SHARED).body());
    assertThat(shared.get("trails")).hasSize(1);
    assertThat(shared.at("/trails/0/attempt").asInt()).isEqualTo(1);
    JsonNode functions = Server.JSON.readTree(get(h, "/api/v1/functions").body());
    assertThat(functions.get("functions")).hasSize(1);
    JsonNode found =
        Server.JSON
            .readTree(get(h, "/api/v1/trails?q=common&explain=true&limit=1000").body())
            .get("search");
    assertThat(found.get("candidates").isNull()).isTrue();
    JsonNode all =
        Server.JSON.readTree(get(h, "/api/v1/trails?source=subscription&limit=1000").body());
    assertThat(found.get("trails").asInt()).isEqualTo(all.get("trails").size());
    assertThat(all.toString()).contains(h.word() + "-1");
    JsonNode status = Server.JSON.readTree(get(h, "/api/v1/status").body());
    document.check("get", "/api/v1/status", 200, "application/json", status);
    assertThat(status.get("sources")).isEmpty();
    assertThat(status.get("memory")).isEmpty();
    assertThat(get(h, "/metrics").statusCode()).isEqualTo(403);
    JsonNode letters = Server.JSON.readTree(get(h, "/api/v1/dead-letters").body());
    assertThat(letters.get("deadLetters")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Holder.class)
  void theLiveTailAndWhatItCatchesUpOnAreOnesOwn(Holder h) throws Exception {
    String authorization = "Bearer " + h.secret(TokenKind.READ);
    List<String> followed =
        List.of(
            "?last=50",
            "?since=0",
            "?kind=environment&last=50",
            "?last=50&q=common",
            "?last=9&format=text");
    for (String query : followed) {
      String suffix = "-" + h.word().charAt(0) + followed.indexOf(query);
      try (SseReader tail =
          new SseReader(server, "/api/v1/tail" + query, "Authorization", authorization)) {
        SseReader.Event event = tail.next();
        while (!event.name().equals("start")) {
          assertThat(event.toString()).doesNotContain(h.foreign());
          event = tail.next();
        }
        for (Holder other : Holder.values()) {
          if (other != h) {
            writer.flush(other.flush(writer, suffix));
          }
        }
        writer.flush(h.flush(writer, suffix));
        boolean environment = query.contains("environment");
        String last = environment ? "init of " + h.word() : h.word() + "-1" + suffix;
        do {
          event = tail.next();
          assertThat(event.toString()).as(query).doesNotContain(h.foreign());
        } while (!event.data().contains(last));
      }
    }
  }
}
