package dev.logtrail.api.loki;

import static dev.logtrail.api.kit.Samples.T0;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtrail.api.kit.Server;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Questions of the forms that public dashboards, Explore and Drilldown ask, each with its answer:
 * it is exact, or an error in words. They stand in {@code dashboards.txt}.
 */
class LokiDashboardTest {
  private static Server server;

  @BeforeAll
  static void start() {
    server = new Server();
    for (int i = 0; i < 10; i++) {
      String id = "ok-" + i;
      String warn = "[WARN]\t2026-11-21T10:00:00.000Z\t" + id + "\tstock is low\n";
      server.put("orders", id, T0 + 1_000 * i, 5, "got order " + i + "\n", 6, warn, 7, "done\n");
    }
    String charge =
        "{\"timestamp\":\"2026-11-21T10:00:20.005Z\",\"level\":\"ERROR\",\"requestId\":\"bad\","
            + "\"message\":\"charge failed\",\"amount\":%s,\"card\":{\"type\":\"%s\"}}\n";
    server.put("billing", "bad", T0 + 20_000, 5, charge.formatted("17.5", "visa"));
    server.put("billing", "bad-2", T0 + 21_000, 5, charge.formatted("2.5", "amex"));
    for (int i = 0; i < 4; i++) {
      String access = "10.0.0.%d - - \"GET %s HTTP/1.1\" %d %d\n";
      String slow = "level=warn msg=\"slow query\" duration=%dms rows=%d\n";
      server.put(
          "web",
          "web-" + i,
          T0 + 30_000 + 1_000 * i,
          5,
          access.formatted(i, i == 3 ? "/cart" : "/", i == 3 ? 500 : 200, 100 * (i + 1)),
          6,
          slow.formatted(100 * (i + 1), i));
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /**
   * Questions, each followed by {@code =>} and its answer; a line that begins with # tells more.
   */
  static Stream<Arguments> questions() throws IOException {
    try (InputStream in = LokiDashboardTest.class.getResourceAsStream("dashboards.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<Arguments> all = new ArrayList<>();
      for (String block : text.replaceAll("(?m)^#.*\n", "").split("\n\n+")) {
        String[] parts = block.strip().split("\n=> ?", 2);
        all.add(Arguments.of(parts[0].strip(), parts[1].strip()));
      }
      return all.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("questions")
  void theAnswerIsExactOrAnErrorInWords(String query, String answer) throws Exception {
    String asked = URLEncoder.encode(query, StandardCharsets.UTF_8);
    boolean lines = query.matches("(?s)\\(*\\{.*");
    String path =
        lines
            ? "query_range?limit=1000&query=" + asked + LokiTest.SPAN
            : "query?query=" + asked + "&time=" + (T0 + 60_000) / 1_000;
    HttpResponse<String> got = server.get("/loki/api/v1/" + path);
    JsonNode json = Server.JSON.readTree(got.body());
    if (got.statusCode() != 200) {
      assertThat(answer).as(got.body()).startsWith("error: ");
      assertThat(got.statusCode()).isEqualTo(400);
      assertThat(json.get("detail").asText()).contains(answer.substring("error: ".length()));
      return;
    }
    assertThat(lines ? lines(json) : numbers(json)).isEqualTo(answer);
    if (!lines) {
      assertThat(lastPoints(asked)).as("over time").isEqualTo(answer);
    }
  }

  /** How many, or each where there are no more than two. */
  private static String lines(JsonNode answer) {
    List<String> lines = new ArrayList<>();
    for (JsonNode stream : answer.at("/data/result")) {
      stream.get("values").forEach(v -> lines.add(v.get(1).asText()));
    }
    boolean few = !lines.isEmpty() && lines.size() <= 2;
    return few ? String.join(" // ", lines) : lines.size() + " lines";
  }

  private static String numbers(JsonNode answer) {
    if (answer.at("/data/resultType").asText().equals("scalar")) {
      return answer.at("/data/result/1").asText();
    }
    List<String> all = new ArrayList<>();
    for (JsonNode series : answer.at("/data/result")) {
      all.add(labels(series) + " " + series.at("/value/1").asText());
    }
    return all.isEmpty() ? "nothing" : String.join("\n", all);
  }

  private static String labels(JsonNode series) {
    Map<String, String> labels = new TreeMap<>();
    series.get("metric").properties().forEach(f -> labels.put(f.getKey(), f.getValue().asText()));
    return labels.toString();
  }

  /** The same question over time: its last point is that of the moment. */
  private static String lastPoints(String asked) {
    String at = "&start=" + (T0 - 60_000) / 1_000 + "&end=" + (T0 + 60_000) / 1_000 + "&step=30";
    JsonNode answer = server.json("/loki/api/v1/query_range?query=" + asked + at);
    assertThat(answer.at("/data/resultType").asText()).as(answer.toString()).isEqualTo("matrix");
    List<String> all = new ArrayList<>();
    for (JsonNode series : answer.at("/data/result")) {
      JsonNode values = series.get("values");
      JsonNode last = values.get(values.size() - 1);
      if (last.get(0).asLong() == (T0 + 60_000) / 1_000) {
        String labels = labels(series);
        String value = last.get(1).asText();
        all.add(asked.matches("[0-9](%2B|[0-9+*])*") ? value : labels + " " + value);
      }
    }
    return all.isEmpty() ? "nothing" : String.join("\n", all);
  }
}
