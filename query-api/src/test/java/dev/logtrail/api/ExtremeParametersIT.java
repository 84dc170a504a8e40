package dev.logtrail.api;

import static dev.logtrail.store.SampleTrails.T0;
import static dev.logtrail.store.SampleTrails.flush;
import static dev.logtrail.store.SampleTrails.trail;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.kit.RawHttp;
import dev.logtrail.api.kit.RawHttp.Answer;
import dev.logtrail.api.stats.StatsSettings;
import dev.logtrail.ingest.door.DoorSettings;
import dev.logtrail.ingest.door.Doors;
import dev.logtrail.ingest.door.MemoryHandover;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.change.ChangeFeed;
import dev.logtrail.store.deadletter.DeadLetterRetry;
import dev.logtrail.store.deadletter.DeadLetters;
import dev.logtrail.store.inbox.Inbox;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever stands in a request, the server never fails: it answers, or says which parameter is
 * wrong. Routes and parameters are those of openapi.json, so that new ones are tried, too.
 */
class ExtremeParametersIT {
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(T0 + 60_000), ZoneOffset.UTC);

  /** As they stand in the request line, mostly percent-encoded. */
  static final List<String> VALUES = values("parameters");

  private static final List<String> PATH_VALUES = values("paths");

  private static final EmbeddedDatabase DATABASE = new EmbeddedDatabase();
  private static OpenApiDocument document;
  private static TrailWriter writer;
  private static ChangeFeed feed;
  private static Inbox inbox;
  private static ApiServer server;
  private static RawHttp http;

  private static List<String> values(String section) {
    try (InputStream in = ExtremeParametersIT.class.getResourceAsStream("extreme-values.txt")) {
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String lines = all.split("== " + section + "\n")[1].split("\n\n")[0];
      return lines.lines().map(ExtremeParametersIT::value).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String value(String line) {
    Matcher repeated = Pattern.compile("(.+)  \\* (\\d+)").matcher(line);
    return repeated.matches()
        ? repeated.group(1).repeat(Integer.parseInt(repeated.group(2)))
        : line.equals("<empty>") ? "" : line;
  }

  @BeforeContainer
  static void start() throws IOException {
    document = new OpenApiDocument();
    DATABASE.open();
    writer = DATABASE.database().openWriter(CLOCK);
    feed = DATABASE.database().openChangeFeed();
    inbox = DATABASE.database().openInbox();
    DeadLetters letters = DATABASE.database().deadLetters();
    DoorSettings doors = new DoorSettings("000000000000", "eu-west-1");
    server =
        ApiServer.start(
            ApiSettings.loopback(0),
            ApiParts.over(DATABASE.database().reader(), feed, CLOCK)
                .doors(Doors.all(new MemoryHandover(), doors, CLOCK))
                .stats(DATABASE.database().stats(), StatsSettings.none())
                .deadLetters(letters, new DeadLetterRetry(letters, inbox))
                .build());
    http = new RawHttp(server.port());
    writer.flush(flush(trail(writer, "r-1").coldStart(true).traceId("1-abc").write()));
  }

  @AfterContainer
  static void stop() {
    server.close();
    feed.close();
    inbox.close();
    writer.close();
    DATABASE.close();
  }

  /** Routes that say nothing of other parameters where there is no query. */
  private static final Set<String> NEEDS_QUERY =
      Set.of(
          "/loki/api/v1/query",
          "/loki/api/v1/query_range",
          "/loki/api/v1/index/stats",
          "/loki/api/v1/index/volume",
          "/loki/api/v1/index/volume_range",
          "/loki/api/v1/tail");

  /** {@code {function=~".+"}}. */
  private static final String LINES = "%7Bfunction%3D~%22.%2B%22%7D";

  /** The number of these in five minutes. */
  private static final String COUNTED = "count_over_time(" + LINES + "%5B5m%5D)";

  /** A route, its parameters, and one request's values for some of them. */
  record Call(String method, String path, List<String> names, List<String> values) {
    String target() {
      if (NEEDS_QUERY.contains(path) && !names.contains("query")) {
        return path
            + "?query="
            + (path.endsWith("/query") ? COUNTED : LINES)
            + joined().replaceFirst("\\?", "&");
      }
      return path + joined();
    }

    private String joined() {
      StringBuilder query = new StringBuilder();
      for (int i = 0; i < names.size(); i++) {
        query.append(i == 0 ? '?' : '&').append(names.get(i)).append('=').append(values.get(i));
      }
      return query.toString();
    }
  }

  @Example
  void each_parameter_takes_or_refuses_each_value() throws IOException {
    List<String> faults = new ArrayList<>();
    for (Route route : routes()) {
      for (String name : route.parameters()) {
        for (String value : VALUES) {
          faults.add(fault(new Call(route.method(), route.path(), List.of(name), List.of(value))));
        }
      }
    }
    faults.removeIf(Objects::isNull);
    assertThat(faults).isEmpty();
  }

  @Example
  void each_path_takes_or_refuses_each_value() throws IOException {
    List<String> faults = new ArrayList<>();
    for (String operation : document.operations()) {
      String method = operation.substring(0, operation.indexOf(' '));
      String path = operation.substring(operation.indexOf(' ') + 1);
      if (path.contains("{")) {
        for (String value : PATH_VALUES) {
          String target = path.replaceAll("\\{[^}]*}", Matcher.quoteReplacement(value));
          faults.add(fault(new Call(method, target, List.of(), List.of())));
        }
      }
    }
    faults.removeIf(Objects::isNull);
    assertThat(faults).isEmpty();
  }

  @Example
  void a_method_that_a_route_does_not_take_is_refused() throws IOException {
    for (String operation : document.operations()) {
      String path = operation.substring(operation.indexOf(' ') + 1).replaceAll("\\{[^}]*}", "r-1");
      for (String method : List.of("PUT", "PATCH", "TRACE", "CONNECT", "BREW", "get")) {
        Answer answer = http.send(method, path);
        assertThat(answer.status()).as(method + " " + path).isBetween(400, 501).isNotEqualTo(500);
      }
    }
  }

  @Example
  void a_request_too_large_or_malformed_is_answered_with_a_problem() throws IOException {
    String host = "Host: 127.0.0.1\r\nConnection: close\r\n";
    List<String> requests =
        List.of(
            "GET /api/v1/trails?q=" + "x".repeat(100_000) + " HTTP/1.1\r\n" + host + "\r\n",
            "GET /api/v1/trails HTTP/1.1\r\n"
                + host
                + "Accept: "
                + "x".repeat(100_000)
                + "\r\n\r\n",
            "GET /api/v1/trails HTTP/1.1\r\n" + host + "A: b\r\n".repeat(5_000) + "\r\n",
            "GET /api/v1/trails HTTP/1.1\r\nConnection: close\r\n\r\n",
            "GET /api/v1/trails HTTP/9.9\r\n" + host + "\r\n",
            "GET /api/v1/trails HTTP/1.1\r\n" + host + "Content-Length: -1\r\n\r\n",
            "POST /ingest/subscription HTTP/1.1\r\n" + host + "Content-Length: much\r\n\r\n",
            "POST /ingest/subscription HTTP/1.1\r\n"
                + host
                + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
            "POST /ingest/subscription HTTP/1.1\r\n"
                + host
                + "Content-Encoding: br\r\nContent-Length: 2\r\n\r\n{}",
            "POST /ingest/firehose HTTP/1.1\r\n"
                + host
                + "Content-Type: image/png\r\nContent-Length: 2\r\n\r\n{}",
            "POST /ingest/invocations HTTP/1.1\r\n"
                + host
                + "Content-Type: ;;;\r\nContent-Length: 2\r\n\r\n{}",
            "\u0000\u0001\u0002\r\n\r\n",
            "GET  HTTP/1.1\r\n" + host + "\r\n",
            "GET http://elsewhere/api/v1/trails HTTP/1.1\r\n"
                + "Host: elsewhere\r\n"
                + "Connection: close\r\n\r\n");
    for (String request : requests) {
      Answer answer = http.send(request);
      String what = request.substring(0, Math.min(120, request.length())) + "\n" + answer.body();
      assertThat(answer.status()).as(what).isBetween(400, 505).isNotEqualTo(500).isNotEqualTo(503);
      assertThat(answer.body()).as(what).containsPattern("\"detail\":\"|\"errorMessage\":\"");
    }
    assertThat(http.send("GET", "/healthz/live").status()).isEqualTo(200);
  }

  @Example
  void accept_and_other_headers_may_be_anything() throws IOException {
    for (String header :
        List.of(
            "Accept",
            "Accept-Encoding",
            "If-None-Match",
            "Last-Event-ID",
            "Authorization",
            "Range",
            "Cookie")) {
      for (String value :
          List.of(
              "", ",", ";;;", "*/*;q=NaN", "\u00ff", "x".repeat(4_000), "W/\"", "-1", "Bearer ")) {
        for (String path :
            List.of(
                "/api/v1/trails",
                "/api/v1/trails/r-1",
                "/api/v1/tail",
                "/api/v1/stats",
                "/metrics")) {
          Answer answer =
              http.send(
                  "GET "
                      + path
                      + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                      + header
                      + ": "
                      + value
                      + "\r\n\r\n");
          assertThat(answer.status()).as(header + ": " + value + " " + path).isBetween(200, 499);
        }
      }
    }
  }

  @Property(tries = 400)
  void any_combination_is_answered(@ForAll("calls") Call call) throws IOException {
    check(call);
  }

  @Provide
  Arbitrary<Call> calls() {
    return Arbitraries.of(routes())
        .flatMap(
            route ->
                Arbitraries.of(route.parameters())
                    .list()
                    .ofMinSize(2)
                    .ofMaxSize(5)
                    .flatMap(
                        names ->
                            Combinators.combine(
                                    Arbitraries.just(names),
                                    Arbitraries.of(VALUES).list().ofSize(names.size()))
                                .as((n, v) -> new Call(route.method(), route.path(), n, v))));
  }

  record Route(String method, String path, List<String> parameters) {}

  private static List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    for (String operation : document.operations()) {
      String[] parts = operation.split(" ");
      List<String> names =
          new ArrayList<>(document.queryParameters(parts[0].toLowerCase(Locale.ROOT), parts[1]));
      if (!names.isEmpty()) {
        String named = parts[1].contains("/label/") ? "level" : "r-1";
        routes.add(new Route(parts[0], parts[1].replaceAll("\\{[^}]*}", named), names));
      }
    }
    return routes;
  }

  private static void check(Call call) throws IOException {
    assertThat(fault(call)).isNull();
  }

  /** What is wrong with the answer; null if nothing is. */
  private static String fault(Call call) throws IOException {
    Answer answer = http.send(call.method(), call.target());
    String shown = call.method() + " " + call.target();
    String what =
        (shown.length() > 200 ? shown.substring(0, 200) + "…" : shown)
            + "\n  "
            + answer.status()
            + " "
            + answer.body();
    String body = answer.body();
    if (answer.status() < 200 || answer.status() > 499) {
      return "failed: " + what;
    }
    if (answer.head().contains("X-Injected")) {
      return "lets headers be written: " + what;
    }
    boolean refused = answer.status() >= 400;
    if (refused && !(answer.head().contains("application/problem+json") && isProblem(answer))) {
      return "no problem document: " + what;
    }
    boolean named =
        body.contains("' is missing") // What is needed is told of before what is given.
            || call.names().stream().anyMatch(name -> body.contains("'" + name + "'"));
    // A door complains of its body before all else, and who deletes must give any filter at all.
    if (answer.status() == 400
        && call.method().equals("GET")
        && !call.names().isEmpty()
        && !named) {
      return "names no parameter: " + what;
    }
    return null;
  }

  private static boolean isProblem(Answer answer) {
    return answer.body().contains("\"title\":")
        && answer.body().contains("\"status\":" + answer.status())
        && answer.body().contains("\"detail\":");
  }
}
