package dev.logtrail.api;

import static dev.logtrail.store.SampleTrails.T0;
import static dev.logtrail.store.SampleTrails.flush;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtrail.api.kit.Server;
import dev.logtrail.api.kit.SseReader;
import dev.logtrail.store.SampleTrails;
import dev.logtrail.store.TrailWrite;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import dev.logtrail.trail.TrailKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The API over the real store. */
class PostgresApiIT {
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(T0 + 60_000), ZoneOffset.UTC);

  @RegisterExtension static final EmbeddedDatabase DATABASE = new EmbeddedDatabase();

  private TrailWriter writer;
  private Server server;

  @BeforeEach
  void start() {
    DATABASE.clear();
    writer = DATABASE.database().openWriter(CLOCK);
    server = Server.over(DATABASE.database(), CLOCK);
  }

  @AfterEach
  void stop() {
    server.close();
    writer.close();
  }

  @Test
  void aFlushReachesListIdAndTail() throws Exception {
    try (SseReader tail = new SseReader(server, "/api/v1/tail?function=orders")) {
      tail.next("start");
      TrailWrite open = SampleTrails.trail(writer, "r-1").lines(2).open().write();
      long first = writer.flush(flush(open));
      SseReader.Event opened = tail.next("trail");
      TrailWrite closed = SampleTrails.trail(writer, "r-1").as(open.row()).lines(3).write();
      long second = writer.flush(flush(closed));
      SseReader.Event grown = tail.next("trail");

      assertThat(opened.id()).isEqualTo(Long.toString(first));
      assertThat(opened.json().get("entries")).hasSize(4);
      assertThat(grown.id()).isEqualTo(Long.toString(second));
      assertThat(grown.json().get("from").asInt()).isEqualTo(3);
      assertThat(grown.json().get("trailId")).isEqualTo(opened.json().get("trailId"));
    }
    JsonNode one = server.json("/api/v1/trails/r-1").at("/trails/0");
    assertThat(one.get("entries")).hasSize(5);
    assertThat(one.get("revision").asInt()).isEqualTo(2);
    assertThat(server.json("/api/v1/trails?function=orders").at("/trails/0/requestId").asText())
        .isEqualTo("r-1");
    assertThat(server.json("/api/v1/functions").at("/functions/0/requests").asInt()).isEqualTo(1);
  }

  @Test
  void itResumesFromTheChangeTable() throws Exception {
    long first = writer.flush(flush(SampleTrails.trail(writer, "r-1").write()));
    writer.flush(flush(SampleTrails.trail(writer, "r-2").write()));
    writer.flush(flush(SampleTrails.invocation("r-3", "hello\n", null, T0)));

    try (SseReader tail = new SseReader(server, "/api/v1/tail?since=" + first)) {
      assertThat(tail.next("trail").json().get("requestId").asText()).isEqualTo("r-2");
      JsonNode result = tail.next("trail").json();
      assertThat(result.get("requestId").asText()).isEqualTo("r-3");
      assertThat(result.at("/invoke/payload/ok").asBoolean()).isTrue();
      tail.next("start");
    }
    DATABASE.execute("delete from change where flush_no <= " + (first + 1));
    try (SseReader tail = new SseReader(server, "/api/v1/tail?since=" + (first - 1))) {
      assertThat(tail.next("reset").json().get("reason").asText()).contains("are no longer kept");
    }
  }

  @Test
  void aRemovedEnvironmentTrailIsGone() throws Exception {
    TrailKey key = TrailKey.environmentAt(SampleTrails.STREAM, T0);
    TrailWrite environment =
        SampleTrails.trail(writer, key)
            .events(List.of(SampleTrails.event(T0, "init output\n", 0)))
            .open()
            .write();
    try (SseReader tail = new SseReader(server, "/api/v1/tail?kind=environment")) {
      tail.next("start");
      writer.flush(flush(environment));
      JsonNode sent = tail.next("trail").json();
      writer.flush(SampleTrails.delete(environment.row()));
      assertThat(tail.next("gone").json().get("trailId")).isEqualTo(sent.get("trailId"));
    }
  }

  @Test
  void pagesFollowEachOtherWithoutHoleOrDouble() {
    for (int i = 0; i < 7; i++) {
      writer.flush(flush(SampleTrails.trail(writer, "p-" + i).start(T0 + i).write()));
    }
    StringBuilder ids = new StringBuilder();
    String cursor = "";
    do {
      JsonNode page = server.json("/api/v1/trails?limit=3" + cursor);
      page.get("trails").forEach(t -> ids.append(t.get("requestId").asText()).append(' '));
      cursor =
          page.get("nextCursor").isNull() ? null : "&cursor=" + page.get("nextCursor").asText();
    } while (cursor != null);

    assertThat(ids.toString().strip()).isEqualTo("p-6 p-5 p-4 p-3 p-2 p-1 p-0");
    assertThat(server.get("/api/v1/trails?cursor=x").body())
        .contains("'cursor': not a cursor: \\\"x\\\"");
  }

  @Test
  void anExportIsAllThatIsStoredOnce() throws Exception {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 230; i++) {
      writer.flush(flush(SampleTrails.trail(writer, "x-" + i).start(T0 + i).lines(1).write()));
      expected.add("x-" + i);
    }
    writer.flush(flush(SampleTrails.invocation("x-last", "hello\n", null, T0 + 300)));
    expected.add("x-last");
    String body =
        server
            .get("/api/v1/trails?order=asc&entries=true", "Accept", "application/x-ndjson")
            .body();
    List<String> lines = new ArrayList<>(body.lines().toList());
    assertThat(lines.remove(lines.size() - 1)).isEqualTo("{\"nextCursor\":null}");
    List<String> ids = new ArrayList<>();
    for (String line : lines) {
      JsonNode trail = Server.JSON.readTree(line);
      ids.add(trail.get("requestId").asText());
      assertThat(trail.get("entries")).isNotEmpty();
    }
    assertThat(ids).isEqualTo(expected);
  }

  @Test
  void aTraceAndTheVersionOfARequest() {
    TrailWrite first = SampleTrails.trail(writer, "t-1").traceId("1-a-b").write();
    writer.flush(
        flush(first, SampleTrails.trail(writer, "t-2").start(T0 + 9).traceId("1-a-b").write()));
    JsonNode trace = server.json("/api/v1/traces/Root=1-a-b;Sampled=1");
    assertThat(trace.get("trails").findValuesAsText("requestId")).containsExactly("t-1", "t-2");
    assertThat(trace.at("/trails/0/entries")).isNotEmpty();

    String etag = server.get("/api/v1/trails/t-1").headers().firstValue("ETag").orElseThrow();
    assertThat(server.get("/api/v1/trails/t-1", "If-None-Match", etag).statusCode()).isEqualTo(304);
    writer.flush(flush(SampleTrails.trail(writer, "t-1").as(first.row()).lines(7).write()));
    assertThat(server.get("/api/v1/trails/t-1", "If-None-Match", etag).statusCode()).isEqualTo(200);
  }
}
