package dev.logtrail.api;

import static dev.logtrail.store.SampleTrails.T0;
import static dev.logtrail.store.SampleTrails.flush;
import static dev.logtrail.store.SampleTrails.trail;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.logtrail.api.kit.FakeInvoker;
import dev.logtrail.api.stats.StatsSettings;
import dev.logtrail.api.status.EventCounts;
import dev.logtrail.api.status.JobStatus;
import dev.logtrail.api.status.SourceStatus;
import dev.logtrail.api.status.StatusSource;
import dev.logtrail.ingest.door.DoorSettings;
import dev.logtrail.ingest.door.Doors;
import dev.logtrail.ingest.door.MemoryHandover;
import dev.logtrail.ingest.feed.FeedState;
import dev.logtrail.store.SampleTrails;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.change.ChangeFeed;
import dev.logtrail.store.deadletter.DeadLetterCount;
import dev.logtrail.store.deadletter.DeadLetterRetry;
import dev.logtrail.store.deadletter.DeadLetters;
import dev.logtrail.store.inbox.Inbox;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailKey;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** openapi.json tells the routes, parameters and answers that there are, and no others. */
class OpenApiIT {
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(T0 + 60_000), ZoneOffset.UTC);
  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension static final EmbeddedDatabase DATABASE = new EmbeddedDatabase();

  private static OpenApiDocument document;
  private static TrailWriter writer;
  private static ChangeFeed feed;
  private static Inbox inbox;
  private static ApiServer server;

  @BeforeAll
  static void start() throws Exception {
    document = new OpenApiDocument();
    writer = DATABASE.database().openWriter(CLOCK);
    feed = DATABASE.database().openChangeFeed();
    inbox = DATABASE.database().openInbox();
    DeadLetters letters = DATABASE.database().deadLetters();
    MemoryHandover handover = new MemoryHandover();
    DoorSettings doors = new DoorSettings("000000000000", "eu-west-1");
    StatusSource status =
        new StatusSource() {
          @Override
          public List<SourceStatus> sources() {
            return List.of(
                new SourceStatus(
                    "subscription",
                    T0,
                    120L,
                    12.5,
                    new EventCounts(10, 4, 3, Map.of("control", 2L)),
                    null));
          }

          @Override
          public List<DeadLetterCount> deadLetters() {
            return letters.counts();
          }

          @Override
          public List<FeedState> feeds() {
            FeedState.Part part = new FeedState.Part("shardId-000000000000", 5L, 7);
            return List.of(
                new FeedState(
                    "s3",
                    "s3://logs",
                    T0,
                    T0,
                    5L,
                    "throttled",
                    T0,
                    T0,
                    Map.of("throttled", 2L),
                    List.of(part),
                    new FeedState.Backfill(FeedState.Backfill.Unit.BYTES, 1, 2, 3L),
                    T0),
                new FeedState(
                    "api",
                    "/aws/lambda/*",
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    Map.of(),
                    List.of(),
                    null,
                    null));
          }

          @Override
          public JobStatus job() {
            return JobStatus.standby("logs-1 (process 4711) since 2026-11-20T10:00:00Z");
          }
        };
    ApiParts parts =
        ApiParts.over(DATABASE.database().reader(), feed, CLOCK)
            .doors(Doors.all(handover, doors, CLOCK))
            .status(status)
            .stats(DATABASE.database().stats(), StatsSettings.none())
            .invoker(new FakeInvoker("orders"))
            .deadLetters(letters, new DeadLetterRetry(letters, inbox))
            .build();
    server = ApiServer.start(ApiSettings.loopback(0), parts);
    writer.flush(
        flush(
            trail(writer, "r-1").coldStart(true).traceId("1-abc").write(),
            trail(writer, "r-2").open().write(),
            trail(writer, "r-3").outcome(Outcome.TIMEOUT).errors(1).write(),
            trail(writer, TrailKey.environmentAt(SampleTrails.STREAM, T0)).open().write()));
    writer.flush(flush(SampleTrails.invocation("r-4", "START RequestId: r-4\n", "Unhandled", T0)));
    writer.flush(
        SampleTrails.deadLetters(
            SampleTrails.deadLetter(Source.KINESIS, "not gzip", 0x1f, 0x8b),
            SampleTrails.deadLetter(Source.FIREHOSE, "not JSON", 'n', 'o')));
    DATABASE.database().rollups().run();
  }

  @AfterAll
  static void stop() {
    server.close();
    inbox.close();
    feed.close();
    writer.close();
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(uri(path)).build());
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  private static URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  private static String type(HttpResponse<String> answer) {
    return answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
  }

  @Test
  void every_route_is_in_the_document_and_no_other() {
    Set<String> routes = new TreeSet<>();
    server.javalin().unsafe.internalRouter.allHttpHandlers().stream()
        .map(h -> h.endpoint.method + " " + h.endpoint.path.replace('<', '{').replace('>', '}'))
        .filter(r -> r.matches("(GET|POST|DELETE) .*"))
        .forEach(routes::add);
    assertThat(document.operations()).isEqualTo(routes);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/trails, /api/v1/trails",
    "/api/v1/trails/{requestId}, /api/v1/trails/r-1",
    "/api/v1/traces/{traceId}, /api/v1/traces/1-abc",
    "/api/v1/executions/{execution}, /api/v1/executions/nightly",
    "/api/v1/tail, /api/v1/tail",
    "/api/v1/functions, /api/v1/functions",
    "/api/v1/fields, /api/v1/fields",
    "/api/v1/stats, /api/v1/stats",
    "/api/v1/alerts, /api/v1/alerts",
    "/api/v1/insights, /api/v1/insights",
    "/loki/api/v1/query_range, /loki/api/v1/query_range",
    "/loki/api/v1/query, /loki/api/v1/query",
    "/loki/api/v1/labels, /loki/api/v1/labels",
    "/loki/api/v1/series, /loki/api/v1/series",
    "/loki/api/v1/index/volume_range, /loki/api/v1/index/volume_range",
    "/loki/api/v1/patterns, /loki/api/v1/patterns",
    "/api/v1/dead-letters, /api/v1/dead-letters"
  })
  void every_parameter_is_in_the_document_and_no_other(String path, String url) throws Exception {
    JsonNode problem = JSON.readTree(get(url + "?zzzzzzzzzzzzzzz=1").body());
    String detail = problem.get("detail").asText();
    Set<String> known =
        detail.contains("takes none")
            ? Set.of()
            : Arrays.stream(detail.replaceFirst(".*known are ", "").replace(".", "").split(", "))
                .collect(Collectors.toCollection(TreeSet::new));
    assertThat(document.queryParameters(path)).isEqualTo(known);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/trails/{requestId}, /api/v1/trails/r-1, 200",
    "/api/v1/trails/{requestId}, /api/v1/trails/r-4, 200",
    "/api/v1/trails/{requestId}, /api/v1/trails/nobody, 404",
    "/api/v1/traces/{traceId}, /api/v1/traces/1-abc, 200",
    "/api/v1/traces/{traceId}, /api/v1/traces/1-abc?format=otlp, 200",
    "/api/v1/traces/{traceId}, /api/v1/traces/1-abc?format=zipkin, 200",
    "/api/v1/traces/{traceId}, /api/v1/traces/1-abc?format=jaeger, 400",
    "/api/v1/traces/{traceId}, /api/v1/traces/1-none, 404",
    "/api/v1/executions/{execution}, /api/v1/executions/nobody, 404",
    "/api/v1/trails, /api/v1/trails, 200",
    "/api/v1/trails, /api/v1/trails?q=line&explain=true, 200",
    "/api/v1/trails, /api/v1/trails?q=%7B%20%24.a, 400",
    "/api/v1/trails, /api/v1/trails?entries=true, 200",
    "/api/v1/trails, /api/v1/trails?kind=environment&entries=true, 200",
    "/api/v1/trails, /api/v1/trails?limit=1, 200",
    "/api/v1/trails, /api/v1/trails?limit=0, 400",
    "/api/v1/functions, /api/v1/functions, 200",
    "/api/v1/fields, /api/v1/fields, 200",
    "/api/v1/fields, /api/v1/fields?q=x, 400",
    "/api/v1/stats, /api/v1/stats, 200",
    "/api/v1/stats, /api/v1/stats?step=none&groupBy=stage&bill=true, 200",
    "/api/v1/stats, /api/v1/stats?groupBy=version, 200",
    "/api/v1/stats, /api/v1/stats?function=nobody, 200",
    "/api/v1/stats, /api/v1/stats?step=0m, 400",
    "/api/v1/status, /api/v1/status, 200",
    "/api/v1/dead-letters, /api/v1/dead-letters, 200",
    "/api/v1/dead-letters, /api/v1/dead-letters?limit=1, 200",
    "/api/v1/dead-letters, /api/v1/dead-letters?stage=parse, 400",
    "/api/v1/dead-letters/{id}, /api/v1/dead-letters/1, 200",
    "/api/v1/dead-letters/{id}, /api/v1/dead-letters/2, 200",
    "/api/v1/dead-letters/{id}, /api/v1/dead-letters/99, 404",
    "/api/v1/dead-letters/{id}, /api/v1/dead-letters/one, 400",
    "/api/v1/invoke, /api/v1/invoke, 200",
    "/loki/api/v1/query_range,"
        + " /loki/api/v1/query_range?query=%7B%7D&start=1795168000&end=1795169000, 200",
    "/loki/api/v1/query_range, /loki/api/v1/query_range?query=x, 400",
    "/loki/api/v1/query, /loki/api/v1/query?query=vector(1), 200",
    "/loki/api/v1/label/{label}/values, /loki/api/v1/label/level/values, 200",
    "/loki/api/v1/index/stats, /loki/api/v1/index/stats?query=%7B%7D, 200",
    "/loki/api/v1/detected_fields, /loki/api/v1/detected_fields, 200",
    "/loki/api/v1/tail, /loki/api/v1/tail, 426",
    "/api/v1/alerts, /api/v1/alerts, 200",
    "/api/v1/insights, /api/v1/insights?function=orders, 200",
    "/api/v1/insights, /api/v1/insights, 200",
    "/api/v1/insights, /api/v1/insights?usdPerGb=x, 400",
    "/api/v1/witness/{requestId}, /api/v1/witness/r-4, 200",
    "/api/v1/witness/{requestId}, /api/v1/witness/nobody, 404",
    "/api/v1/histogram, /api/v1/histogram, 200",
    "/api/v1/explain/{requestId}, /api/v1/explain/r-3, 200",
    "/api/v1/explain/{requestId}, /api/v1/explain/r-1, 200",
    "/api/v1/explain/{requestId}, /api/v1/explain/nobody, 404",
    "/api/v1/alerts, /api/v1/alerts?state=x, 400",
    "/healthz/live, /healthz/live, 200",
    "/healthz/ready, /healthz/ready, 200",
    "/openapi.json, /openapi.json, 200"
  })
  void real_answers_are_as_the_document_says(String path, String url, int status) throws Exception {
    HttpResponse<String> answer = get(url);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    document.check("get", path, status, type(answer), JSON.readTree(answer.body()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ingest/subscription", "/ingest/invocations"})
  void examples_of_bodies_are_taken_and_answered_as_told(String path) throws Exception {
    JsonNode example =
        document
            .root()
            .get("paths")
            .get(path)
            .at("/post/requestBody/content")
            .get("application/json")
            .get("example");
    HttpResponse<String> answer = post(path, example.toString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    document.check("post", path, 200, type(answer), JSON.readTree(answer.body()));
    HttpResponse<String> bad = post(path, "not json");
    document.check("post", path, bad.statusCode(), type(bad), JSON.readTree(bad.body()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/x-ndjson", "text/plain"})
  void lists_have_the_forms_that_are_told(String form) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri("/api/v1/trails?entries=true")).header("Accept", form).build();
    HttpResponse<String> answer = send(request);
    assertThat(type(answer)).isEqualTo(form);
    JsonNode told = document.root().get("paths").get("/api/v1/trails");
    assertThat(told.at("/get/responses/200/content").has(form)).isTrue();
    List<String> trails = answer.body().lines().filter(l -> l.startsWith("{\"trailId")).toList();
    assertThat(trails).hasSize(form.equals("text/plain") ? 0 : 4);
    for (String trail : trails) {
      assertThat(
              document.faults(
                  document.root().at("/components/schemas/Trail"), JSON.readTree(trail)))
          .isEmpty();
    }
  }

  @Test
  void whoNamesAllFormsIsAnsweredWithJson() throws Exception {
    String all = "application/json, application/x-ndjson, text/plain";
    HttpRequest request =
        HttpRequest.newBuilder(uri("/api/v1/trails")).header("Accept", all).build();
    assertThat(type(send(request))).isEqualTo("application/json");
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, orders, 200",
    "application/json, payments, 403",
    "application/json, a%20b, 400",
    "text/plain, orders, 415"
  })
  void invoking_is_answered_as_told(String contentType, String function, int status)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri("/api/v1/invoke/" + function))
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofString("{}"))
            .build();
    HttpResponse<String> answer = send(request);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    document.check(
        "post", "/api/v1/invoke/{function}", status, type(answer), JSON.readTree(answer.body()));
  }

  @Test
  void firehose_is_answered_as_told() throws Exception {
    HttpResponse<String> answer =
        post("/ingest/firehose", "{\"requestId\":\"a\",\"timestamp\":1,\"records\":[]}");
    assertThat(List.of(200, 400)).contains(answer.statusCode());
    assertThat(
            document.faults(
                document.root().at("/components/schemas/FirehoseAnswer"),
                JSON.readTree(answer.body())))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "post, /api/v1/dead-letters/{id}/retry, /api/v1/dead-letters/1/retry, 202",
    "post, /api/v1/dead-letters/{id}/retry, /api/v1/dead-letters/99/retry, 404",
    "post, /api/v1/dead-letters/retry, /api/v1/dead-letters/retry?stage=decode, 202",
    "post, /api/v1/dead-letters/retry, /api/v1/dead-letters/retry, 400",
    "delete, /api/v1/dead-letters/{id}, /api/v1/dead-letters/99, 404",
    "delete, /api/v1/dead-letters, /api/v1/dead-letters, 400",
    "delete, /api/v1/dead-letters, /api/v1/dead-letters?reason=nobody, 200"
  })
  void changes_of_dead_letters_are_answered_as_told(
      String method, String path, String url, int status) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri(url))
            .method(method.toUpperCase(Locale.ROOT), BodyPublishers.noBody())
            .build();
    HttpResponse<String> answer = send(request);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    document.check(method, path, status, type(answer), JSON.readTree(answer.body()));
  }

  private static HttpResponse<String> post(String path, String body) throws Exception {
    return send(HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString(body)).build());
  }

  @Test
  void what_the_live_tail_sends_is_as_told() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri("/api/v1/tail?last=2"))
            .header("Accept", "text/event-stream")
            .build();
    HttpResponse<Stream<String>> answer =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofLines());
    String data =
        answer.body().filter(l -> l.startsWith("data: {")).findFirst().orElseThrow().substring(6);
    assertThat(
            document.faults(
                document.root().at("/components/schemas/TailTrail"), JSON.readTree(data)))
        .isEmpty();
  }

  @Test
  void examples_are_as_their_schemas_say() {
    document
        .root()
        .findParents("example")
        .forEach(
            parent -> {
              if (parent.has("schema")) {
                assertThat(document.faults(parent.get("schema"), parent.get("example")))
                    .as(parent.get("example").toString())
                    .isEmpty();
              }
            });
  }
}
