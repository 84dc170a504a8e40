package dev.logtrail.api.insight;

import static dev.logtrail.api.kit.Samples.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtrail.api.kit.InsightFleet;
import dev.logtrail.api.kit.Server;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A function whose story is known, and what is told of it over HTTP. */
class InsightsTest {
  private final Server server = new Server();
  private final InsightFleet fleet = new InsightFleet(server.store);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void environmentsStatementsAndWorkLeftRunning() {
    fleet.seed();
    JsonNode all = server.json("/api/v1/insights?function=orders&usdPerGb=1");
    assertThat(all.at("/basedOn/requests").asInt()).isEqualTo(9);
    assertThat(all.at("/basedOn/complete").asBoolean()).isTrue();
    assertThat(all.at("/environments/0/poisoned").asBoolean()).as("first").isTrue();
    for (JsonNode e : all.get("environments")) {
      boolean sick = e.get("logStream").asText().endsWith("000b");
      assertThat(e.get("poisoned").asBoolean()).as(e.toString()).isEqualTo(sick);
      if (sick) {
        assertThat(e.get("failingSince").asText()).isEqualTo("sick-1");
        assertThat(e.at("/memory/1/requestId").asText()).isEqualTo("sick-1");
        assertThat(e.at("/memory/1/toMb").asInt()).isEqualTo(120);
      }
    }
    JsonNode order = null;
    for (JsonNode statement : all.get("statements")) {
      order = statement.get("template").asText().equals("got order *") ? statement : order;
    }
    // Six lines of 11 letters, and 26 bytes that CloudWatch adds to each.
    assertThat(order.get("lines").asInt()).isEqualTo(6);
    assertThat(order.get("bytes").asInt()).isEqualTo(6 * (11 + 26));
    assertThat(order.get("usdPerMillionRequests").asDouble())
        .isCloseTo(6 * 37 / 1_073_741_824.0 * 1e6 / 9, within(1e-9));
    assertThat(all.get("leftRunning")).hasSize(1);
    assertThat(all.at("/leftRunning/0/linesAfterEnd").asInt()).isEqualTo(1);
    assertThat(all.at("/leftRunning/0/example").asText()).isEqualTo("late");
    JsonNode failure = all.at("/failures/0");
    assertThat(all.get("failures")).hasSize(3);
    assertThat(failure.get("requestId").asText()).isEqualTo("sick-3");
    assertThat(failure.at("/divergence/found").asText()).startsWith("ConnectionError: gone");
    assertThat(failure.at("/divergence/usual/0/template").asText()).isEqualTo("got order *");
  }

  @Test
  void functionsAreToldApartWhereAllAreAskedFor() {
    fleet.seed();
    fleet.invoked();
    JsonNode all = server.json("/api/v1/insights");
    assertThat(all.get("functionName").isNull()).isTrue();
    assertThat(all.at("/basedOn/requests").asInt()).isEqualTo(11);
    assertThat(all.get("leftRunning").findValuesAsText("functionName")).containsExactly("orders");
    assertThat(all.get("statements").findValuesAsText("functionName"))
        .contains("orders", "payments");
    assertThat(all.get("environments").findValuesAsText("poisoned"))
        .as("a function of one environment has none to compare with")
        .containsExactly("true", "false", "false", "false");
  }

  @Test
  void aLogResultIsTheWitnessOfEachLine() {
    fleet.invoked();
    JsonNode of = server.json("/api/v1/insights?function=payments").get("witness");
    assertThat(of.get("requests").asInt()).isEqualTo(2);
    assertThat(of.get("linesNever").asInt()).isEqualTo(1);
    assertThat(of.get("linesWaiting").asInt()).isEqualTo(1);
    assertThat(of.get("maxDelayMs").asLong()).isEqualTo(9_000);
    assertThat(of.get("p50DelayMs").asLong()).isEqualTo(2_000);

    JsonNode lost = server.json("/api/v1/witness/lost").at("/witnesses/0");
    assertThat(lost.get("lines").findValuesAsText("message"))
        .contains("charging", "charged 12 EUR", "stored");
    for (JsonNode line : lost.get("lines")) {
      boolean never = line.get("message").asText().equals("charged 12 EUR");
      boolean last = line.get("message").asText().equals("stored");
      assertThat(line.get("state").asText()).isEqualTo(never ? "never" : "came");
      assertThat(line.get("delayMs").asText())
          .as(line.toString())
          .isEqualTo(never ? "null" : last ? "9000" : "2000");
    }
    JsonNode young = server.json("/api/v1/witness/young").at("/witnesses/0");
    assertThat(young.get("linesWaiting").asInt()).isEqualTo(1);
    assertThat(young.get("linesNever").asInt()).isZero();
    assertThat(server.get("/api/v1/witness/well-0").body()).contains("No log result of request id");
  }

  @Test
  void everyAnswerSaysWhatIsKnownToBeMissing() {
    fleet.seed();
    List<String> paths = List.of("trails", "trails?q=order", "stats", "histogram", "functions");
    for (String path : paths) {
      JsonNode told = server.json("/api/v1/" + path).get("completeness");
      assertThat(told.get("state").asText()).as(path).isEqualTo("current");
      assertThat(told.get("lagMs").asInt()).isEqualTo(120);
      assertThat(told.get("lost").asInt()).isEqualTo(3 + 2);
    }
    HttpResponse<String> one = server.get("/api/v1/trails/well-0", "Accept", "text/plain");
    assertThat(one.headers().firstValue("Logtrail-Completeness")).hasValue("current; lag-ms=120");
  }

  private String told(String path, String... headers) {
    return server.get(path, headers).headers().firstValue("Logtrail-Completeness").orElse("");
  }

  @Test
  void lokisAnswersAndAnAssistantsSayItToo() throws Exception {
    fleet.seed();
    String lines = "/loki/api/v1/query_range?query=%7B%7D&start=1";
    assertThat(told(lines)).isEqualTo("current; lag-ms=120");
    assertThat(server.json(lines).has("warnings")).isFalse();
    assertThat(assistant())
        .contains("Nothing that was delivered is known to be missing; events took up to 0.1 s")
        .contains("5 events were lost since the start.");
    server.problem = "the database does not answer";
    assertThat(told(lines)).startsWith("stopped");
    for (String path :
        List.of(lines, "/loki/api/v1/labels", "/loki/api/v1/query?query=vector(1)")) {
      assertThat(server.json(path).at("/warnings/0").asText())
          .startsWith("Nothing is stored at the moment;")
          .contains("subscription: the database does not answer");
    }
    assertThat(assistant()).contains("Nothing is stored at the moment;");
    assertThat(server.json("/api/v1/status").at("/completeness/state").asText())
        .isEqualTo("stopped");
  }

  private String assistant() throws Exception {
    String call =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"search\"}}";
    HttpResponse<String> answer =
        server.send(
            server
                .request("/mcp", "Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(call))
                .build());
    return Server.JSON.readTree(answer.body()).at("/result/content/0/text").asText();
  }

  @Test
  void nothingOfAFunctionThatIsNotThere() {
    JsonNode none = server.json("/api/v1/insights?function=nobody");
    assertThat(none.at("/basedOn/requests").asInt()).isZero();
    assertThat(none.get("statements")).isEmpty();
    assertThat(none.at("/witness/p50DelayMs").isNull()).isTrue();
    assertThat(server.get("/api/v1/insights?usdPerGb=dear").statusCode()).isEqualTo(400);
  }

  @Test
  void aFailureIsExplainedOverHttpToo() {
    fleet.put("000a", "ok", T0, 80, 5, "got order 1\n", 6, "stored\n");
    fleet.put("000a", "bad", T0 + 1_000, 80, 5, "got order 2\n", 6, InsightFleet.THROWN);
    JsonNode x = server.json("/api/v1/explain/bad");
    assertThat(x.get("cause").asText()).isEqualTo("ConnectionError: gone");
    assertThat(x.at("/divergence/after").asText()).isEqualTo("got order *");
    assertThat(x.at("/divergence/missing/0").asText()).isEqualTo("stored");
    assertThat(server.get("/api/v1/explain/none").statusCode()).isEqualTo(404);
  }
}
