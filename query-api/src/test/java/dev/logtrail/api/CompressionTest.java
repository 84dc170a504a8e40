package dev.logtrail.api;

import static dev.logtrail.api.kit.Samples.ID;
import static dev.logtrail.api.kit.Samples.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.kit.Samples;
import dev.logtrail.api.kit.Server;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers above a size are compressed for clients that accept it; the live tail never is. */
class CompressionTest {
  private Server server;

  @BeforeEach
  void start() {
    server = new Server();
    server.store.put(
        Samples.key("orders", ID), Samples.request(ID, T0, 46, "", 12, "hello ".repeat(500)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<byte[]> bytes(String path, String accept, String encodings)
      throws Exception {
    HttpRequest request =
        server.request(path, "Accept", accept, "Accept-Encoding", encodings).build();
    return server.client.send(request, BodyHandlers.ofByteArray());
  }

  private static String encoding(HttpResponse<?> answer) {
    return answer.headers().firstValue("Content-Encoding").orElse("none");
  }

  private static String unpacked(byte[] gzip) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/trails/" + ID + ", application/json",
    "/api/v1/trails/" + ID + ", text/plain",
    "/api/v1/trails?entries=true, application/json",
    "/api/v1/trails, application/json",
    "/api/v1/trails?entries=true, application/x-ndjson",
    "/api/v1/trails, text/plain",
    "/assets/pane/app.js, */*",
    "/openapi.json, application/json"
  })
  void largeAnswersAreCompressed(String path, String accept) throws Exception {
    if (path.equals("/api/v1/trails") && accept.equals("application/json")) {
      server.store.put(Samples.key("orders", "r-2"), Samples.request("r-2", T0, 46, ""));
    }
    HttpResponse<byte[]> packed = bytes(path, accept, "gzip, deflate, br");
    HttpResponse<byte[]> plain = bytes(path, accept, "identity");
    assertThat(encoding(packed)).isEqualTo("gzip");
    assertThat(encoding(plain)).isEqualTo("none");
    assertThat(packed.headers().firstValue("Vary").orElse("")).contains("Accept-Encoding");
    assertThat(packed.headers().firstValue("ETag")).isEqualTo(plain.headers().firstValue("ETag"));
    assertThat(unpacked(packed.body())).isEqualTo(new String(plain.body(), StandardCharsets.UTF_8));
    assertThat(packed.body().length).isLessThan(plain.body().length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip;q=0", "gzip;q=0, *", "br", "*;q=0"})
  void whoDoesNotLikeItGetsItPlain(String encodings) throws Exception {
    String path = "/api/v1/trails?entries=true";
    assertThat(encoding(bytes(path, "application/x-ndjson", encodings))).isEqualTo("none");
    assertThat(encoding(bytes(path, "application/json", encodings))).isEqualTo("none");
  }

  @Test
  void smallAnswersAreNot() throws Exception {
    assertThat(encoding(bytes("/healthz/live", "*/*", "gzip"))).isEqualTo("none");
    assertThat(encoding(bytes("/api/v1/trails/nobody", "*/*", "gzip"))).isEqualTo("none");
  }

  @Test
  void theLiveTailIsSentAtOnce() throws Exception {
    HttpRequest request =
        server
            .request("/api/v1/tail", "Accept", "text/event-stream", "Accept-Encoding", "gzip")
            .build();
    HttpResponse<Stream<String>> tail = server.client.send(request, BodyHandlers.ofLines());
    assertThat(encoding(tail)).isEqualTo("none");
    try (var lines = tail.body()) {
      var events = lines.iterator();
      awaitLine(events, "event: start");
      server.store.put(Samples.key("orders", "r-2"), Samples.open("r-2", T0, 5, "now"));
      awaitLine(events, "event: trail"); // Or this test does not end.
    }
  }

  private static void awaitLine(Iterator<String> lines, String expected) {
    while (!lines.next().equals(expected)) {
      assertThat(lines.hasNext()).isTrue();
    }
  }
}
