package dev.logtrail.api.loki;

import static dev.logtrail.api.kit.Samples.T0;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtrail.api.kit.Samples;
import dev.logtrail.api.kit.Server;
import dev.logtrail.trail.TrailEvent;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client of Loki asks, and gets: Explore's, Drilldown's and logcli's calls. */
class LokiTest {
  static final String SPAN = "&start=" + (T0 - 60_000) + "000000&end=" + (T0 + 60_000) + "000000";
  private static Server server;

  @BeforeAll
  static void start() {
    server = new Server();
    for (int i = 0; i < 10; i++) {
      String id = "ok-" + i;
      long at = T0 + 1_000 * i;
      server.put(
          "orders",
          id,
          at,
          5,
          "got order " + i + "\n",
          6,
          "[WARN]\t2026-11-21T10:00:00.000Z\t" + id + "\tstock is low\n",
          7,
          "done\n");
    }
    String json =
        "{\"timestamp\":\"2026-11-21T10:00:20.005Z\",\"level\":\"ERROR\",\"requestId\":\"bad\",\"message\":\"charge"
            + " failed\",\"amount\":17.5,\"card\":{\"type\":\"visa\"}}\n";
    server.put(
        "billing",
        "bad",
        T0 + 20_000,
        5,
        json,
        9,
        "[ERROR] KeyError: 'sku'\n"
            + "Traceback (most recent call last):\n"
            + "  File \"/var/task/app.py\", line 17, in handler\n");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String url(String call, String query, String more) {
    return "/loki/api/v1/"
        + call
        + "?query="
        + URLEncoder.encode(query, StandardCharsets.UTF_8)
        + SPAN
        + more;
  }

  private static JsonNode data(String call, String query, String more) {
    JsonNode answer = server.json(url(call, query, more));
    assertThat(answer.path("status").asText()).as(answer.toString()).isEqualTo("success");
    return answer.get("data");
  }

  private static List<String> lines(String query, String more) {
    List<String> lines = new ArrayList<>();
    for (JsonNode stream : data("query_range", query, "&limit=1000" + more).get("result")) {
      stream.get("values").forEach(v -> lines.add(v.get(1).asText()));
    }
    return lines;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\0',
      value = {
        "{function=\"orders\"} |= \"stock\"                      ; 10",
        "{function=\"orders\", level=\"WARN\"}                   ; 10",
        "{function=~\"ord.*|bill.*\"} |~ \"order [0-4]$\"        ; 5",
        "{service_name=\"orders\"} |= \"order\" != \"order 3\"   ; 9",
        "{outcome=\"error\"} |= \"charge\"                       ; 1",
        "{outcome!=\"error\", function=\"billing\"}              ; 0",
        "{request_id=\"ok-7\"} |= \"o\" != \"RequestId\"         ; 3",
        "{level=~\"ERROR|FATAL\"}                                ; 2",
        "{} | json | amount > 17                                 ; 1",
        "{} | json | card_type = \"visa\"                        ; 1",
        "{} | json | amount < 17                                 ; 0",
        "{function=\"billing\"} | detected_level=\"error\"       ; 2",
        "{level=\"\"} |= \"done\"                                ; 10",
      })
  void linesAreThoseThatAreMeant(String query, int count) {
    assertThat(lines(query, "")).hasSize(count);
    assertThat(lines(query, "&direction=forward")).hasSize(count);
  }

  @Test
  void linesComeInOrderAndNoMoreThanTheLimit() {
    for (String direction : List.of("backward", "forward")) {
      JsonNode result =
          data(
                  "query_range",
                  "{function=\"orders\"} |= \"got order\"",
                  "&limit=3&direction=" + direction)
              .get("result");
      List<String> texts = new ArrayList<>();
      result.forEach(s -> s.get("values").forEach(v -> texts.add(v.get(1).asText())));
      assertThat(texts)
          .containsExactlyInAnyOrderElementsOf(
              direction.equals("backward")
                  ? List.of("got order 9", "got order 8", "got order 7")
                  : List.of("got order 0", "got order 1", "got order 2"));
    }
    Set<Long> times = new TreeSet<>();
    JsonNode all = data("query_range", "{request_id=\"ok-1\"}", "&limit=100").get("result");
    all.forEach(s -> s.get("values").forEach(v -> times.add(v.get(0).asLong())));
    assertThat(times).as("each line has a time of its own").hasSize(6);
    assertThat(times.stream().map(t -> t % 100).distinct())
        .as("and the place of its request")
        .hasSize(1);
  }

  @Test
  void whatTellsLinesApartStandsBesideThemForClientsThatTakeThat() throws Exception {
    HttpResponse<String> answer =
        server.get(
            url("query_range", "{function=\"billing\"} | json", ""),
            "X-Loki-Response-Encoding-Flags",
            "categorize-labels");
    JsonNode data = Server.JSON.readTree(answer.body()).get("data");
    assertThat(data.at("/encodingFlags/0").asText()).isEqualTo("categorize-labels");
    assertThat(data.findValues("structuredMetadata").toString()).contains("\"request_id\":\"bad\"");
    assertThat(data.findValues("stream").toString()).doesNotContain("request_id");
    assertThat(data.findValues("parsed").toString()).contains("\"amount\":\"17.5\"");
    assertThat(data("query_range", "{function=\"billing\"}", "").findValues("stream").toString())
        .contains("\"request_id\":\"bad\"", "\"level\":\"ERROR\"");
  }

  @Test
  void countsAndRatesAreThoseOfTheLines() {
    JsonNode matrix =
        data(
                "query_range",
                "sum by (level) (count_over_time({function=\"orders\"}[10s]))",
                "&step=10")
            .get("result");
    double warnings = 0;
    for (JsonNode series : matrix) {
      if (series.at("/metric/level").asText().equals("WARN")) {
        for (JsonNode point : series.get("values")) {
          warnings += Double.parseDouble(point.get(1).asText());
        }
      }
    }
    assertThat(warnings).isEqualTo(10);
    String at = "&time=" + (T0 + 60_000) / 1_000;
    JsonNode vector =
        server
            .json(
                "/loki/api/v1/query?query="
                    + URLEncoder.encode(
                        "sum(rate({function=\"orders\"} |= \"done\" [100s]))",
                        StandardCharsets.UTF_8)
                    + at)
            .at("/data/result");
    assertThat(vector).hasSize(1);
    assertThat(vector.at("/0/value/1").asText()).isEqualTo("0.1");
    JsonNode bytes =
        server
            .json(
                "/loki/api/v1/query?query="
                    + URLEncoder.encode(
                        "sum by (function) (bytes_over_time({} |= \"done\" [100s]))",
                        StandardCharsets.UTF_8)
                    + at)
            .at("/data/result");
    assertThat(bytes.at("/0/value/1").asText()).isEqualTo("40");
  }

  @Test
  void grafanaAsksWhetherItWorks() {
    JsonNode answer = server.json("/loki/api/v1/query?query=vector(1)%2Bvector(1)&time=4000000000");
    assertThat(answer.at("/data/result/0/value/1").asText()).isEqualTo("2");
    assertThat(server.json("/loki/api/v1/status/buildinfo").get("version").asText()).isNotEmpty();
  }

  @Test
  void whatThereIsToAskForIsTold() {
    assertThat(data("labels", "{}", "").toString()).contains("function", "level", "outcome");
    assertThat(data("label/level/values", "{}", "").toString()).contains("FATAL");
    assertThat(data("label/outcome/values", "{}", "").toString()).contains("out_of_memory");
    assertThat(data("label/function/values", "{}", "")).hasSize(2);
    assertThat(data("label/service_name/values", "{function=~\"b.*\"}", "").toString())
        .isEqualTo("[\"billing\"]");
    JsonNode series =
        server.json("/loki/api/v1/series?match[]=%7Bfunction%3D%22orders%22%7D" + SPAN);
    assertThat(series.get("data")).hasSize(1);
    JsonNode stats = server.json(url("index/stats", "{function=\"orders\"}", ""));
    assertThat(stats.get("chunks").asInt()).isEqualTo(10);
    assertThat(stats.get("entries").asInt()).isEqualTo(60);
    JsonNode volume = data("index/volume", "{}", "").get("result");
    assertThat(volume).hasSize(2);
    assertThat(volume.at("/0/metric/service_name").asText()).isEqualTo("orders");
    assertThat(data("index/volume_range", "{}", "&step=30&targetLabels=outcome").get("result"))
        .hasSize(2);
    JsonNode fields = server.json(url("detected_fields", "{}", "")).get("fields");
    assertThat(fields.findValuesAsText("label")).contains("amount", "card_type");
    assertThat(fields.findValuesAsText("label")).contains("request_id");
    JsonNode values = server.json(url("detected_field/card_type/values", "{} | json | logfmt", ""));
    assertThat(values.get("values").toString()).isEqualTo("[\"visa\"]");
    assertThat(server.json(url("detected_labels", "{}", "")).get("detectedLabels")).hasSize(4);
    assertThat(data("patterns", "{}", "&step=60").findValuesAsText("pattern"))
        .contains("got order <_>", "stock is low");
  }

  /** As logcli reads more than the limit: on from the last line, leaving out what it has. */
  @ParameterizedTest
  @CsvSource({"backward", "forward"})
  void whoReadsPieceByPieceMissesNothing(String direction) {
    List<String> all = lines("{}", "&direction=" + direction);
    Set<String> got = new TreeSet<>();
    long start = (T0 - 60_000) * 1_000_000;
    long end = (T0 + 60_000) * 1_000_000;
    for (int pieces = 0; pieces < 2 * all.size(); pieces++) {
      JsonNode answer =
          server.json(
              "/loki/api/v1/query_range?query=%%7B%%7D&limit=5&direction=%s&start=%d&end=%d"
                  .formatted(direction, start, end));
      Set<Long> times = new TreeSet<>();
      for (JsonNode stream : answer.at("/data/result")) {
        for (JsonNode value : stream.get("values")) {
          times.add(value.get(0).asLong());
          got.add(stream.at("/stream/request_id").asText() + value);
        }
      }
      if (direction.equals("backward")) {
        end = times.iterator().next() + 1;
      } else {
        start = times.stream().reduce(0L, Math::max);
      }
    }
    assertThat(got).hasSameSizeAs(all);
  }

  @Test
  void whatAnInitWroteIsInASpanThatEndsBeforeTheStart() {
    try (Server own = new Server()) {
      long at = T0 + 3_600_000;
      List<TrailEvent> events =
          new ArrayList<>(
              Samples.request("cold", at, 90, "Init Duration: 2100.00 ms\t", 5, "hello\n"));
      String line = "INIT_START Runtime Version: python:3.13.v50\tRuntime Version ARN: arn:x\n";
      events.add(0, Samples.event("cold", at - 2_000, 900, line));
      own.store.put(Samples.key("slow", "cold"), events);
      for (String direction : List.of("backward", "forward")) {
        for (long[] span : new long[][] {{at - 5_000, at - 1_000}, {at - 5_000, at - 10}}) {
          JsonNode answer =
              own.json(
                  "/loki/api/v1/query_range?query=%%7Bfunction%%3D%%22slow%%22%%7D&limit=1&direction=%s&start=%d000000&end=%d000000"
                      .formatted(direction, span[0], span[1]));
          assertThat(answer.at("/data/result/0/values/0/1").asText())
              .as(direction)
              .startsWith("INIT_START");
        }
      }
      JsonNode volume =
          own.json(
              "/loki/api/v1/index/volume?query=%%7Bfunction%%3D%%22slow%%22%%7D&start=%d000000&end=%d000000"
                  .formatted(at - 5_000, at - 1_000));
      assertThat(volume.at("/data/result")).as("it has not begun").isEmpty();
    }
  }

  @Test
  void eachPatternIsFoundByItself() {
    Set<String> patterns =
        new TreeSet<>(data("patterns", "{}", "&step=60").findValuesAsText("pattern"));
    List<String> left = lines("{}", "");
    for (String pattern : patterns) {
      List<String> found = lines("{} |> `" + pattern + "`", "");
      assertThat(found).as(pattern).isNotEmpty();
      left.removeAll(found);
    }
    assertThat(left).as("and each line by one of them").isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\0',
      value = {
        "query_range?query={app=\"x\"}                        ; 400 ; names the label 'app'",
        "query_range?query={function=\"x\"}|unpack            ; 400 ; '| unpack' is not answered"
            + " here",
        "query_range                                          ; 400 ; a selector such as",
        "query_range?query={}&start=5&end=4                   ; 400 ; 'start' is not before 'end'",
        "query_range?query={}&start=x                         ; 400 ; ns or seconds since 1970",
        "query_range?query={}&limit=5001                      ; 400 ; from 1 to 5000",
        "query_range?query={}&direction=up                    ; 400 ; backward or forward",
        "query_range?query=rate({}[5m])&step=1&start=1&end=99999 ; 400 ; more than 11,000 points",
        "query_range?query=rate({}[5m])&step=0                ; 400 ; give seconds, or a duration",
        "query?query={}                                       ; 400 ; which an instant" + " query",
        "query_range?query={}&start=99999-01-01T00:00:00Z    ; 400 ; 'start' is",
        "query_range?query={}&since=999999999y                ; 400 ; 'since' is",
        "query_range?query={}&shard=1                         ; 400 ; Unknown parameter 'shard'",
        "label/request_id/values                              ; 400 ; too many to list",
        "label/none/values                                    ; 400 ; names the label 'none'",
        "index/volume?targetLabels=level                      ; 400 ; volumes by level are not"
            + " known",
        "tail?query={}                                        ; 501 ; /api/v1/tail",
      })
  void whatCannotBeAnsweredIsAnErrorInWords(String call, int status, String text) {
    String[] parts = call.split("\\?", 2);
    String encoded =
        parts.length == 1
            ? parts[0]
            : parts[0]
                + "?"
                + parts[1]
                    .replace("{", "%7B")
                    .replace("}", "%7D")
                    .replace("\"", "%22")
                    .replace("|", "%7C")
                    .replace("[", "%5B")
                    .replace("]", "%5D");
    HttpResponse<String> answer = server.get("/loki/api/v1/" + encoded);
    if (status == 501) {
      assertThat(server.get("/loki/api/v1/tail").body()).contains(text);
      return;
    }
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains(text);
  }
}
