package dev.logtrail.api.trails;

import static dev.logtrail.api.kit.Samples.T0;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtrail.api.ApiSettings;
import dev.logtrail.api.kit.HookedReader;
import dev.logtrail.api.kit.Samples;
import dev.logtrail.api.kit.Server;
import dev.logtrail.limit.ServerLimits;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.fake.FakeTrailStore;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Streamed lists: bounded in number, sent as they are read, and marked as incomplete when reading
 * fails.
 */
class ExportFaultsTest {
  private static final int TRAILS = 450;
  private static final int DEADLINE_S = 20;
  private static final String LINES = "application/x-ndjson";

  private final FakeTrailStore store = new FakeTrailStore();
  private final HookedReader hooked = new HookedReader(store);
  private Server server;

  @BeforeEach
  void start() {
    Map<TrailKey, List<TrailEvent>> trails = new HashMap<>();
    for (int i = 0; i < TRAILS; i++) {
      String id = "req-%03d".formatted(i);
      trails.put(
          Samples.key(i % 2 == 0 ? "orders" : "billing", id),
          Samples.request(id, T0 + i, 40, "", 5, "line of " + id + "\n"));
    }
    store.put(trails);
    Clock clock = Clock.fixed(Instant.ofEpochMilli(T0 + 60_000), ZoneOffset.UTC);
    server = new Server(ApiSettings.loopback(0), hooked.reader(), store.changes(), clock);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private List<String> lines(String query) {
    HttpResponse<String> answer = server.get("/api/v1/trails" + query, "Accept", LINES);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body().lines().toList();
  }

  private static JsonNode json(String line) throws Exception {
    return Server.JSON.readTree(line);
  }

  @Test
  void allTrailsALineEachAndNoMoreThanAPageAtOnce() throws Exception {
    List<String> lines = lines("?order=asc&entries=true");
    assertThat(lines).hasSize(TRAILS + 1);
    for (int i = 0; i < TRAILS; i++) {
      JsonNode trail = json(lines.get(i));
      assertThat(trail.get("requestId").asText()).isEqualTo("req-%03d".formatted(i));
      assertThat(trail.at("/entries/1/message").asText()).startsWith("line of req-");
    }
    assertThat(lines.get(TRAILS)).isEqualTo("{\"nextCursor\":null}");
    assertThat(hooked.largest.get()).isLessThanOrEqualTo(Export.PAGE);
  }

  @Test
  void filtersLimitAndCursorHold() throws Exception {
    List<String> first = lines("?function=orders&limit=130");
    assertThat(first).hasSize(131);
    assertThat(first.get(0)).contains("req-448").doesNotContain("\"entries\"");
    String cursor = json(first.get(130)).get("nextCursor").asText();
    List<String> rest = lines("?function=orders&limit=1000000&cursor=" + cursor);
    assertThat(rest).hasSize(TRAILS / 2 - 130 + 1);
    assertThat(server.get("/api/v1/trails?limit=1000001", "Accept", LINES).body())
        .contains("from 1 to 1000000");
    assertThat(server.get("/api/v1/trails?cursor=x", "Accept", LINES).statusCode()).isEqualTo(400);
    assertThat(lines("?level=INFO&limit=7")).hasSize(1); // None has a level: only where it ended.
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theFirstLinesArriveBeforeTheLastAreRead(boolean gzip) throws Exception {
    CountDownLatch read = new CountDownLatch(1);
    hooked.before(
        call -> {
          if (call == 2 && !read.await(DEADLINE_S, TimeUnit.SECONDS)) {
            throw new StoreException("no line arrived before the second page was read");
          }
        });
    HttpRequest request =
        server
            .request("/api/v1/trails", "Accept", LINES)
            .header("Accept-Encoding", gzip ? "gzip" : "identity")
            .build();
    HttpResponse<InputStream> answer = server.client.send(request, BodyHandlers.ofInputStream());
    assertThat(answer.headers().firstValue("Content-Encoding").isPresent()).isEqualTo(gzip);
    InputStream body = gzip ? new GZIPInputStream(answer.body()) : answer.body();
    List<String> lines = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      lines.add(in.readLine());
      assertThat(hooked.lists.get()).isLessThanOrEqualTo(2);
      read.countDown();
      in.lines().forEach(lines::add);
    }
    assertThat(lines).hasSize(TRAILS + 1);
    assertThat(lines.get(TRAILS)).isEqualTo("{\"nextCursor\":null}");
  }

  @Test
  void aClientThatGoesAwayStopsTheReading() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    hooked.before(
        call -> {
          if (call == 2 && !gone.await(DEADLINE_S, TimeUnit.SECONDS)) {
            throw new StoreException("the client did not go");
          }
        });
    hooked.endless();
    HttpRequest request = server.request("/api/v1/trails?entries=true", "Accept", LINES).build();
    try (InputStream body = server.client.send(request, BodyHandlers.ofInputStream()).body()) {
      assertThat(body.read()).isEqualTo('{');
    }
    gone.countDown();
    String done = "logtrail_http_request_seconds_count{method=\"GET\",route=\"/api/v1/trails\"";
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_S);
    while (!server.get("/metrics").body().contains(done)) {
      assertThat(System.nanoTime()).as("the export goes on").isLessThan(deadline);
    }
    int whole = ServerLimits.EXPORT_TRAILS / Export.PAGE;
    assertThat(hooked.lists.get()).as("pages read").isLessThan(whole / 2);
  }

  @Test
  void aFaultBeforeTheFirstLineIsTheAnswerAndOneAfterItIsTheLastLine() throws Exception {
    hooked.before(
        call -> {
          throw new StoreException("down");
        });
    assertThat(server.get("/api/v1/trails", "Accept", LINES).statusCode()).isEqualTo(503);
    hooked.lists.set(0);
    hooked.before(
        call -> {
          if (call == 3) {
            throw new StoreException("went down");
          }
        });
    List<String> lines = lines("");
    assertThat(lines).hasSize(401);
    assertThat(json(lines.get(400)).at("/problem/status").asInt()).isEqualTo(503);
    hooked.lists.set(0);
    assertThat(server.get("/api/v1/trails", "Accept", "text/plain").body())
        .endsWith("Not all is here: The store could not answer: went down\n");
  }

  @Test
  void itCanBeRead() {
    String whole = server.get("/api/v1/trails?order=asc", "Accept", "text/plain").body();
    assertThat(whole).containsSubsequence("req-000", "line of req-000", "\n\n", "req-001");
    assertThat(whole).contains("line of req-449").doesNotContain("\u001b");
    String found = server.get("/api/v1/trails?q=%22of%20req-007%22", "Accept", "text/plain").body();
    assertThat(found).contains("line of req-007").doesNotContain("req-008");
  }

  @Test
  void ofTheHeadAloneNothingIsRead() {
    HttpRequest head =
        server
            .request("/api/v1/trails", "Accept", LINES)
            .method("HEAD", BodyPublishers.noBody())
            .build();
    assertThat(server.send(head).headers().firstValue("Content-Type")).hasValue(LINES);
    assertThat(hooked.lists.get()).isZero();
    assertThat(server.get("/api/v1/trails", "Accept", "image/png").statusCode()).isEqualTo(406);
  }
}
