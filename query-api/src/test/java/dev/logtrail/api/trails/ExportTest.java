package dev.logtrail.api.trails;

import static dev.logtrail.api.kit.Samples.T0;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtrail.api.kit.Samples;
import dev.logtrail.api.kit.Server;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** All trails that filters leave, written while they are read: NDJSON and the readable form. */
class ExportTest {
  private static final int TRAILS = 1_100;

  private Server server;

  @BeforeEach
  void start() {
    server = new Server();
    for (int i = 0; i < TRAILS; i++) {
      String id = "req-%04d".formatted(i);
      server.store.put(
          Samples.key("orders", id), Samples.request(id, T0 + i * 10L, 40, "", 5, "line\n"));
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private List<String> lines(String path) {
    return server.get(path, "Accept", "application/x-ndjson").body().lines().toList();
  }

  @Test
  void allTrailsAreOnALineEach() throws IOException {
    List<String> lines = lines("/api/v1/trails");
    assertThat(lines).hasSize(TRAILS + 1);
    JsonNode first = Server.JSON.readTree(lines.get(0));
    assertThat(first.get("requestId").asText()).isEqualTo("req-1099");
    assertThat(first.has("entries")).isFalse();
    assertThat(lines.get(TRAILS)).isEqualTo("{\"nextCursor\":null}");
  }

  @Test
  void aLimitThatBitesIsSaidAndCanBeGoneOnFrom() throws IOException {
    List<String> lines = lines("/api/v1/trails?limit=300&entries=true");
    assertThat(lines).hasSize(301);
    JsonNode last = Server.JSON.readTree(lines.get(300));
    assertThat(Server.JSON.readTree(lines.get(299)).get("entries")).isNotEmpty();
    List<String> rest = lines("/api/v1/trails?cursor=" + last.get("nextCursor").asText());
    assertThat(rest).hasSize(TRAILS - 300 + 1);
  }

  @Test
  void readableTrailsFollowEachOther() {
    HttpResponse<String> answer = server.get("/api/v1/trails?limit=3", "Accept", "text/plain");
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(t -> assertThat(t).startsWith("text/plain"));
    assertThat(answer.body()).contains("req-1099", "\n\n", "req-1097", "There is more: cursor=");
    assertThat(answer.body()).doesNotContain("req-1096");
    assertThat(server.get("/api/v1/trails?function=no", "Accept", "text/plain").body())
        .isEqualTo("No trails.\n");
  }

  @Test
  void aWrongCursorIsStillAProblem() {
    for (String accept : List.of("application/x-ndjson", "text/plain, application/json;q=0.1")) {
      HttpResponse<String> answer =
          server.get("/api/v1/trails?cursor=x", "Accept", accept, "Accept-Encoding", "gzip");
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
      assertThat(answer.body()).contains("'cursor'");
    }
    assertThat(server.get("/api/v1/trails", "Accept", "image/png").statusCode()).isEqualTo(406);
  }

  @Test
  void compressedLinesArriveBeforeTheLastIsMade() throws Exception {
    HttpResponse<InputStream> answer =
        server.client.send(
            server
                .request("/api/v1/trails", "Accept", "application/x-ndjson")
                .header("Accept-Encoding", "br, gzip;q=0.8")
                .build(),
            BodyHandlers.ofInputStream());
    assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(answer.body()), StandardCharsets.UTF_8))) {
      assertThat(in.readLine()).contains("req-1099");
      assertThat(in.lines().count()).isEqualTo(TRAILS);
    }
  }

  @Test
  void pagesAreCompressedForWhoTakesIt() throws Exception {
    for (String path :
        List.of("/api/v1/trails", "/api/v1/trails?entries=true", "/openapi.json", "/")) {
      HttpResponse<byte[]> plain =
          server.client.send(server.request(path).build(), BodyHandlers.ofByteArray());
      HttpResponse<byte[]> packed =
          server.client.send(
              server.request(path, "Accept-Encoding", "gzip").build(), BodyHandlers.ofByteArray());
      assertThat(plain.headers().firstValue("Content-Encoding")).as(path).isEmpty();
      if (plain.body().length > 2_000) {
        assertThat(packed.headers().firstValue("Content-Encoding")).as(path).hasValue("gzip");
        assertThat(packed.body().length).as(path).isLessThan(plain.body().length);
      }
    }
  }
}
