package dev.logtrail.api.trails;

import static dev.logtrail.api.kit.Samples.T0;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtrail.api.kit.Samples;
import dev.logtrail.api.kit.Server;
import dev.logtrail.trail.TrailKey;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Filter patterns over trails: exact, newest first, with a cursor, as a page and line by line. */
class SearchTest {
  private static final int TRAILS = 450;

  private Server server;

  @BeforeEach
  void start() {
    server = new Server();
    for (int i = 0; i < TRAILS; i++) {
      String id = "req-%03d".formatted(i);
      String word = i % 90 == 7 ? "needle-" + i : "hay";
      server.store.put(
          Samples.key(i % 2 == 0 ? "orders" : "billing", id),
          Samples.request(id, T0 + i * 1_000L, 40, "", 5, "found a " + word + "\n"));
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void findsAllAndOnlyThoseNewestFirst() {
    JsonNode answer = server.json("/api/v1/trails?q=%22needle-%22");
    assertThat(ids(answer)).containsExactly("req-367", "req-277", "req-187", "req-097", "req-007");
    assertThat(answer.at("/search/complete").asBoolean()).isTrue();
    assertThat(answer.at("/search/trails").asInt()).isEqualTo(TRAILS);
    assertThat(answer.get("nextCursor").isNull()).isTrue();
  }

  @Test
  void aPreviewShowsTheLineThatMatched() {
    JsonNode trail = server.json("/api/v1/trails?q=%22needle-%22&preview=true").at("/trails/0");
    assertThat(trail.at("/preview/kind").asText()).isEqualTo("match");
    assertThat(trail.at("/preview/text").asText()).isEqualTo("found a needle-367");
    assertThat(trail.at("/preview/line").asInt()).isEqualTo(1);
    assertThat(
            server
                .get(
                    "/api/v1/trails?q=%22needle-%22&preview=true", "Accept", "application/x-ndjson")
                .body())
        .as("line by line as well")
        .contains("\"preview\":{\"kind\":\"match\",\"text\":\"found a needle-367\"");
    assertThat(trail.has("entries")).isFalse();
  }

  @Test
  void goesOnFromItsCursorWithoutLosingOrRepeatingOne() {
    List<String> found = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode answer = server.json("/api/v1/trails?q=%22needle-%22&limit=2" + cursor);
      found.addAll(ids(answer));
      cursor =
          answer.get("nextCursor").isNull() ? null : "&cursor=" + answer.get("nextCursor").asText();
    } while (cursor != null);
    assertThat(found).containsExactly("req-367", "req-277", "req-187", "req-097", "req-007");
  }

  @Test
  void whatIsFoundIsRankedAmongAllAttemptsOfItsRequest() {
    TrailKey first = Samples.key("orders", "again");
    TrailKey second = TrailKey.request(first.stream(), "again", 2);
    server.store.put(first, Samples.request("again", T0, 40, "", 5, "nothing of it\n"));
    server.store.put(second, Samples.request("again", T0 + 90_000, 40, "", 5, "a \"pin\"\n"));

    JsonNode answer = server.json("/api/v1/trails?q=pin&entries=true");
    assertThat(ids(answer)).containsExactly("again");
    assertThat(answer.at("/trails/0/attempt").asInt()).isEqualTo(2);
    assertThat(server.json("/api/v1/trails?q=pin").at("/trails/0/attempt").asInt()).isEqualTo(2);
  }

  @Test
  void otherFiltersNarrowIt() {
    assertThat(ids(server.json("/api/v1/trails?q=%22needle-%22&function=orders"))).isEmpty();
    JsonNode oldest =
        server.json("/api/v1/trails?q=%22needle-%22&function=billing&order=asc&limit=1");
    assertThat(ids(oldest)).containsExactly("req-007");
    assertThat(oldest.at("/search/trails").asInt()).isLessThan(10);
  }

  @Test
  void theLinesOfALogResultCountToo() {
    server.store.put(Samples.invocation("orders", "alone-1", "START\nonly here\n", "{}"));
    assertThat(ids(server.json("/api/v1/trails?q=%22only%20here%22"))).containsExactly("alone-1");
  }

  @Test
  void linesComeAsTheyAreFound() {
    HttpRequest.Builder request =
        server
            .request("/api/v1/trails?q=%22needle-%22&limit=3")
            .header("Accept", "application/x-ndjson");
    HttpResponse<String> answer = server.send(request.build());
    List<String> lines = answer.body().lines().toList();
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).contains("req-367");
    assertThat(lines.get(3)).contains("\"nextCursor\":\"", "\"complete\":false");
  }

  @Test
  void itExplainsItself() {
    JsonNode answer = server.json("/api/v1/trails?q=needle&explain=true&limit=1");
    assertThat(answer.at("/search/plan").asText()).contains("newest first");
  }

  private static List<String> ids(JsonNode answer) {
    List<String> ids = new ArrayList<>();
    answer.get("trails").forEach(t -> ids.add(t.get("requestId").asText()));
    return ids;
  }
}
