package dev.logtrail.api.loki;

import static dev.logtrail.api.kit.Samples.T0;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtrail.api.ApiSettings;
import dev.logtrail.api.kit.Follower;
import dev.logtrail.api.kit.Samples;
import dev.logtrail.api.kit.Server;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client of Loki does in a session: it looks around, asks, and follows by WebSocket. */
class LokiTailTest {
  private Server server = new Server();

  @AfterEach
  void stop() {
    server.close();
  }

  private Follower follow(String query, String more, String... headers) {
    return Follower.of(server, query, more, headers);
  }

  @Test
  void aSessionOfLogcli() throws Exception {
    server.put("orders", "r-1", T0, 5, "got order 1\n");
    server.put("billing", "b-1", T0 + 1_000, 5, "charged\n");
    String span = "start=" + (T0 - 60_000) + "000000&end=" + (T0 + 59_000) + "000000";
    // logcli labels, labels function, series, query, query --tail: in its own parameters.
    assertThat(server.json("/loki/api/v1/labels?" + span).get("data").toString())
        .contains("function", "level");
    assertThat(server.json("/loki/api/v1/label/function/values?" + span).get("data").toString())
        .isEqualTo("[\"billing\",\"orders\"]");
    assertThat(
            server
                .json("/loki/api/v1/series?" + span + "&match=%7Bfunction%3D%22orders%22%7D")
                .get("data")
                .toString())
        .contains("orders")
        .doesNotContain("billing");
    JsonNode asked =
        server.json(
            "/loki/api/v1/query_range?direction=BACKWARD&limit=30&query=%7Bfunction%3D%22orders%22%7D&"
                + span);
    assertThat(asked.at("/data/resultType").asText()).isEqualTo("streams");

    Follower logcli =
        follow(
            "{function=\"orders\"} |= \"order\"",
            "&delay_for=0&limit=30&start=" + (T0 - 60_000) + "000000");
    JsonNode first = logcli.frame();
    assertThat(first.at("/streams/0/stream/function").asText()).isEqualTo("orders");
    assertThat(first.at("/streams/0/values/0/0").asText()).startsWith(String.valueOf(T0 + 5));
    assertThat(first.at("/streams/0/values/0/1").asText()).isEqualTo("got order 1");
    server.put("billing", "b-2", T0 + 30_000, 5, "billed order 3\n");
    server.put("orders", "r-2", T0 + 31_000, 5, "got order 2\n", 6, "done\n");
    assertThat(logcli.lines(1)).containsExactly("got order 2");
    logcli.close();
  }

  @Test
  void aRequestThatGrowsIsToldLineByLineOnce() throws Exception {
    server.store.put(Samples.key("orders", "r-1"), Samples.open("r-1", T0 + 50_000, 5, "a\n"));
    Follower follower = follow("{function=\"orders\"} !~ \"RequestId\"", "&limit=1000");
    assertThat(follower.lines(1)).containsExactly("a");
    server.store.put(
        Samples.key("orders", "r-1"), Samples.open("r-1", T0 + 50_000, 5, "a\n", 6, "b\n"));
    assertThat(follower.lines(1)).containsExactly("b");
    server.put("orders", "r-1", T0 + 50_000, 5, "a\n", 6, "b\n", 6, "b\n", 7, "c\n");
    assertThat(follower.lines(2)).as("of two equal lines one is new").containsExactly("b", "c");
  }

  @Test
  void noMoreOldLinesThanAskedForThenWhatIsNew() throws Exception {
    for (int i = 0; i < 8; i++) {
      server.put("orders", "r-" + i, T0 + 40_000 + 1_000 * i, 5, "order " + i + "\n");
    }
    Follower follower = follow("{} |= \"order \"", "&limit=2");
    assertThat(follower.lines(2)).containsExactly("order 6", "order 7");
    server.put("orders", "r-7", T0 + 47_000, 5, "order 7\n", 8, "order 7b\n");
    assertThat(follower.lines(1)).containsExactly("order 7b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{function=\"orders\"} | unpack; ''; 400",
        "rate({}[1m]); ''; 400",
        "{namespace=\"x\"}; ''; 400",
        "{}; &delay_for=9; 400",
        "{}; &limit=9999999; 400",
        "{}; &follow=true; 400"
      })
  void whatCannotBeFollowedIsRefusedBeforeTheSocket(String query, String more, int status) {
    assertThat(Follower.refusal(server, query, more, new String[0])).isEqualTo(status);
  }

  @Test
  void aPageOfAnotherOriginMayNotFollow() {
    assertThat(Follower.refusal(server, "{}", "Origin", "https://elsewhere.example.com"))
        .isEqualTo(403);
  }

  @Test
  void aTokenIsNeededAsElsewhere() throws Exception {
    server.close();
    server = new Server(new ApiSettings("127.0.0.1", 0, "read-me", null, List.of()));
    server.put("orders", "r-1", T0 + 50_000, 5, "secret\n");
    assertThat(Follower.refusal(server, "{}")).isEqualTo(401);
    Follower follower = follow("{} |= \"secret\"", "", "Authorization", "Bearer read-me");
    assertThat(follower.lines(1)).containsExactly("secret");
  }

  @Test
  void withoutASocketItSaysHowToFollow() {
    assertThat(server.get(LokiTail.PATH).statusCode()).isEqualTo(426);
    assertThat(server.get(LokiTail.PATH).body()).contains("Upgrade: websocket");
  }

  @Test
  void aServerThatStopsSaysSo() throws Exception {
    server.put("orders", "r-1", T0 + 50_000, 5, "order 1\n");
    Follower follower = follow("{} |= \"order 1\"", "");
    assertThat(follower.lines(1)).hasSize(1);
    server.close();
    assertThat(follower.next()).startsWith("closed 1001");
    server = new Server();
  }
}
