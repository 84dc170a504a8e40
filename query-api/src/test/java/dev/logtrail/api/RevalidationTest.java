package dev.logtrail.api;

import static dev.logtrail.api.kit.Samples.ID;
import static dev.logtrail.api.kit.Samples.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.kit.Samples;
import dev.logtrail.api.kit.Server;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A closed request has an entity tag; a client that sends it gets 304 and no body. */
class RevalidationTest {
  private static final String PATH = "/api/v1/trails/" + ID;

  private Server server;

  @BeforeEach
  void start() {
    server = new Server();
    put("hello");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void put(String line) {
    server.store.put(Samples.key("orders", ID), Samples.request(ID, T0, 46, "", 12, line));
  }

  private String etag(String... headers) {
    return server.get(PATH, headers).headers().firstValue("ETag").orElse(null);
  }

  @Test
  void whatAClientHasIsNotSentAgain() {
    HttpResponse<String> first = server.get(PATH);
    String etag = first.headers().firstValue("ETag").orElseThrow();
    assertThat(etag).startsWith("W/\"");
    assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache");
    assertThat(first.headers().firstValue("Vary").orElse("")).contains("Accept", "Accept-Encoding");

    for (String sent : List.of(etag, etag.substring(2), "\"x\", " + etag, "*")) {
      HttpResponse<String> again = server.get(PATH, "If-None-Match", sent);
      assertThat(again.statusCode()).as(sent).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(again.headers().firstValue("ETag")).hasValue(etag);
    }
    assertThat(server.get(PATH, "If-None-Match", "\"x\"").body()).isEqualTo(first.body());
  }

  @Test
  void everyFormHasItsOwn() {
    String json = etag();
    String text = etag("Accept", "text/plain");
    String colours =
        server
            .get(PATH + "?color=true", "Accept", "text/plain")
            .headers()
            .firstValue("ETag")
            .orElseThrow();
    assertThat(List.of(json, text, colours)).doesNotHaveDuplicates();
    assertThat(server.get(PATH, "Accept", "text/plain", "If-None-Match", text).statusCode())
        .isEqualTo(304);
    assertThat(server.get(PATH, "If-None-Match", text).statusCode()).isEqualTo(200);
  }

  @Test
  void aChangeOfWhatIsStoredIsSent() {
    String first = etag();
    put("hello again");
    String grown = etag();
    server.store.put(Samples.invocation("orders", ID, "hello\n", "{\"a\":1}"));
    String told = etag();
    server.store.put(Samples.invocation("orders", ID, "hello\n", "{\"a\":2}"));
    assertThat(List.of(first, grown, told, etag())).doesNotHaveDuplicates();
    assertThat(server.get(PATH, "If-None-Match", first).body()).contains("hello again");
  }

  @Test
  void openRequestsAreNotKept() {
    server.store.put(Samples.key("orders", "open-1"), Samples.open("open-1", T0, 5, "so far"));
    HttpResponse<String> open = server.get("/api/v1/trails/open-1", "If-None-Match", "*");
    assertThat(open.statusCode()).isEqualTo(200);
    assertThat(open.headers().firstValue("ETag")).isEmpty();
    assertThat(open.headers().firstValue("Cache-Control")).hasValue("no-store");
  }
}
