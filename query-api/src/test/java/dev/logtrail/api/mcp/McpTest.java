package dev.logtrail.api.mcp;

import static dev.logtrail.api.kit.Samples.T0;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.logtrail.api.kit.Server;
import dev.logtrail.limit.AssistantLimits;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tools of an assistant over HTTP. */
class McpTest {
  private final Server server = new Server();

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> post(String body, String... headers) {
    return server.send(
        server
            .request("/mcp", headers)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private JsonNode rpc(String body) throws Exception {
    HttpResponse<String> answer = post(body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).doesNotContain("\n");
    return Server.JSON.readTree(answer.body());
  }

  private JsonNode result(String tool, Map<String, ?> arguments) throws Exception {
    ObjectNode call = Server.JSON.createObjectNode();
    call.put("jsonrpc", "2.0").put("id", 1).put("method", "tools/call");
    call.putObject("params").put("name", tool).set("arguments", Server.JSON.valueToTree(arguments));
    return rpc(call.toString()).get("result");
  }

  private String text(String tool, Map<String, ?> arguments) throws Exception {
    JsonNode result = result(tool, arguments);
    assertThat(result.get("isError").asBoolean()).as(result.toString()).isFalse();
    return result.at("/content/0/text").asText();
  }

  private String fault(String tool, Map<String, ?> arguments) throws Exception {
    JsonNode result = result(tool, arguments);
    assertThat(result.get("isError").asBoolean()).as(result.toString()).isTrue();
    return result.at("/content/0/text").asText();
  }

  @Test
  void everyToolThatIsListedIsThereAndSaysWhatItTakes() throws Exception {
    JsonNode tools =
        rpc("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}").at("/result/tools");
    Set<String> names = new TreeSet<>();
    for (JsonNode tool : tools) {
      names.add(tool.get("name").asText());
      assertThat(tool.at("/inputSchema/type").asText()).isEqualTo("object");
      // What the schema names is known; what it does not name is told, with what there is.
      String fault = fault(tool.get("name").asText(), Map.of("zzzzzzzzzzzzzz", 1));
      Set<String> known = new TreeSet<>();
      tool.at("/inputSchema/properties").fieldNames().forEachRemaining(known::add);
      assertThat(fault)
          .isEqualTo(
              "Unknown argument 'zzzzzzzzzzzzzz': known are " + String.join(", ", known) + ".");
      for (String name : known) {
        JsonNode most = tool.at("/inputSchema/properties/" + name + "/maximum");
        if (most.isNumber()) {
          assertThat(fault(tool.get("name").asText(), Map.of(name, most.asLong() + 1)))
              .contains("'" + name + "' is", " to " + most.asLong());
        }
      }
    }
    assertThat(names)
        .containsExactly(
            "compare_versions", "explain_failure", "get_request", "search", "stats", "tail_once");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\":1,\"method\":\"x\"}                        | -32601 | There is no method 'x'",
        "{\"id\":1}                                         | -32600 | 'method' is missing",
        "[]                                                 | -32600 | send no array",
        "{\"id\":                                           | -32700 | no JSON",
        "{\"id\":1,\"method\":\"tools/call\",\"params\":{}} | -32602 | there are explain_failure",
        "{\"id\":1,\"method\":\"tools/call\",\"params\":[]} | -32602 | there are explain_failure",
        "{\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"search\",\"arguments\":\"q\"}} | -32602 | 'arguments' is no object",
        "{\"id\":{},\"method\":\"ping\"}                   | -32600 | 'id' is neither",
        "[{\"id\":1,\"method\":\"ping\"}]                 | -32600 | send no array",
      })
  void whatIsWrongIsToldAsTheProtocolDoes(String body, int code, String text) throws Exception {
    JsonNode error = rpc(body).get("error");
    assertThat(error.get("code").asInt()).isEqualTo(code);
    assertThat(error.get("message").asText()).contains(text);
  }

  @Test
  void whatNoSoundClientSendsIsToldToo() throws Exception {
    assertThat(rpc(" ").at("/error/message").asText()).startsWith("The message is empty");
    String deep = "{\"a\":".repeat(1_200) + "1" + "}".repeat(1_200);
    assertThat(rpc(deep).at("/error/message").asText())
        .contains("exceeds the maximum allowed of 1000")
        .doesNotContain("StreamReadConstraints");
    assertThat(rpc("[".repeat(100_000)).at("/error/code").asInt()).isEqualTo(-32_600);
    assertThat(fault("get_request", Map.of("requestId", "x".repeat(100_000))).length())
        .isLessThan(400);
    assertThat(fault("search", Map.of("x".repeat(40_000), 1)).length()).isLessThan(400);
    assertThat(fault("search", Map.of("function", List.of("a", "b")))).contains("give once");
    assertThat(fault("search", Map.of("limit", 3.5))).contains("a whole number");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"method\":\"notifications/initialized\"}",
        "{\"method\":\"tools/call\",\"params\":{\"name\":\"stats\"}}",
        "{\"id\":1,\"result\":{}}"
      })
  void whatWantsNoAnswerGetsNone(String body) {
    HttpResponse<String> answer = post(body);
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void otherMethodsVersionsTypesAndSizesAreRefused() {
    assertThat(server.get("/mcp").statusCode()).isEqualTo(405);
    assertThat(post("{}", "MCP-Protocol-Version", "1999-01-01").body()).contains("speaks 2025");
    assertThat(post("{}", "Origin", "http://evil.example").statusCode()).isEqualTo(403);
    String large = "{\"id\":1,\"x\":\"" + "y".repeat(AssistantLimits.CALL_BYTES) + "\"}";
    assertThat(post(large).statusCode()).isEqualTo(413);
    assertThat(
            server
                .send(
                    server
                        .request("/mcp", "Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("{}"))
                        .build())
                .statusCode())
        .isEqualTo(415);
  }

  @Test
  void aLongRequestComesPageByPageAndTellsWhereItsFailureIs() throws Exception {
    Object[] lines = new Object[400];
    for (int i = 0; i < 200; i++) {
      lines[2 * i] = 5;
      lines[2 * i + 1] = (i == 150 ? "[ERROR] disk is full " : "row ") + i + "x".repeat(200) + "\n";
    }
    server.put("orders", "long", T0, lines);

    StringBuilder all = new StringBuilder();
    int from = 0;
    int pages = 0;
    while (from >= 0) {
      String page = text("get_request", Map.of("requestId", "long", "fromLine", from));
      assertThat(page.length()).isLessThan(AssistantLimits.DEFAULT_ANSWER_CHARS + 1_000);
      if (pages == 0) {
        assertThat(page).contains("The failure is told in line 151: ");
      }
      all.append(page);
      int next = page.indexOf("call get_request with fromLine=");
      from =
          next < 0
              ? -1
              : Integer.parseInt(page.substring(next).replaceAll("\\D*(\\d+)[\\d\\D]*", "$1"));
      pages++;
    }
    assertThat(pages).isBetween(4, 8);
    for (int i = 0; i < 200; i++) {
      assertThat(all).containsOnlyOnce((i == 150 ? "ERROR disk is full " : "row ") + i + "x");
    }
    assertThat(fault("get_request", Map.of("requestId", "long", "fromLine", 4711)))
        .contains("there are lines 0 to 202");
    assertThat(fault("get_request", Map.of("requestId", "nobody"))).contains("search finds");
    assertThat(fault("get_request", Map.of())).isEqualTo("'requestId' is missing.");
  }

  @Test
  void oneLineOfAnySizeIsCutAndSaysSo() throws Exception {
    server.put("orders", "wide", T0, 5, "😀".repeat(40_000) + "\n");
    String page = text("get_request", Map.of("requestId", "wide"));
    assertThat(page.length()).isLessThan(4_000);
    assertThat(page).contains("more characters of line 1 of wide");
  }

  @Test
  void searchesAndGoesOnWhereTheAnswerEnded() throws Exception {
    for (int i = 0; i < 5; i++) {
      server.put("orders", "o-" + i, T0 + 1_000 * i, 5, "needle " + i + "\n");
    }
    String first = text("search", Map.of("q", "needle", "limit", 3.0));
    assertThat(first).contains("o-4", "o-3", "o-2", "line 1: needle 4").doesNotContain("o-1");
    String cursor = first.replaceAll("[\\d\\D]*cursor=(\\S+)[\\d\\D]*", "$1");
    assertThat(text("search", Map.of("q", "needle", "limit", 3, "cursor", cursor)))
        .contains("o-1", "o-0", "there are no more")
        .doesNotContain("o-2");
    assertThat(text("search", Map.of("q", "nothing"))).contains("Nothing is found");
    assertThat(fault("search", Map.of("outcome", "bad"))).contains("give one of timeout");
    assertThat(fault("search", Map.of("q", "{ $.a"))).contains("'q' is no filter pattern");
  }

  @Test
  void aRequestThatDidNotFailIsSaidToBeSoAndAnEmptyStoreExplainsNothing() throws Exception {
    server.put("orders", "fine", T0, 5, "hello\n");
    assertThat(text("explain_failure", Map.of("requestId", "fine")))
        .contains("did not fail: its outcome is success");
    assertThat(fault("explain_failure", Map.of("requestId", "none"))).contains("No trail");
    assertThat(fault("compare_versions", Map.of("function", "orders"))).contains("not two such");
    assertThat(text("stats", Map.of())).contains("No request started in this span");
  }

  @Test
  void tellsWhatChangedSinceTheLastCall() throws Exception {
    server.put("orders", "old", T0, 5, "before\n");
    String none = text("tail_once", Map.of("waitSeconds", 0));
    assertThat(none).contains("Nothing new").doesNotContain("before");
    String since = none.replaceAll("[\\d\\D]*since=(\\d+)[\\d\\D]*", "$1");
    server.put("orders", "new", T0 + 100, 5, "after\n");
    server.put("other", "new-2", T0 + 100, 5, "elsewhere\n");
    assertThat(text("tail_once", Map.of("since", since, "function", "orders")))
        .contains("after")
        .doesNotContain("before", "elsewhere");
    assertThat(text("tail_once", Map.of("since", since, "q", "elsewhere", "waitSeconds", 0)))
        .contains("elsewhere")
        .doesNotContain("after");
    assertThat(fault("tail_once", Map.of("since", 99_999))).contains("not known here");
    assertThat(fault("tail_once", Map.of("since", "x")))
        .contains("that the last answer ended with");
  }

  @Test
  void waitsForWhatHappensWhileItWaits() throws Exception {
    CompletableFuture<String> waiting =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return text("tail_once", Map.of("waitSeconds", AssistantLimits.TAIL_WAIT_S));
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    for (int i = 0; !waiting.isDone(); i++) {
      server.put("orders", "n-" + i, T0 + i, 5, "while it waited\n");
      Thread.onSpinWait();
    }
    assertThat(waiting.get()).contains("while it waited");
  }
}
