package dev.logtrail.api.insight;

import static dev.logtrail.api.kit.Samples.T0;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtrail.api.kit.Samples;
import dev.logtrail.api.kit.Server;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A function whose story is known, and what is told of it over HTTP. */
class InsightsTest {
  private static final String THROWN =
      "[ERROR] ConnectionError: gone\n"
          + "Traceback (most recent call last):\n"
          + "  File \"/var/task/app.py\", line 3, in handler\n";

  private final Server server = new Server();

  @AfterEach
  void stop() {
    server.close();
  }

  private void put(String stream, String id, long at, int memory, Object... lines) {
    List<TrailEvent> events = Samples.request(id, at, 40, "", lines);
    events.replaceAll(
        e ->
            Samples.event(
                id,
                e.event().timestamp(),
                events.indexOf(e),
                e.event().message().replace("Used: 94", "Used: " + memory)));
    server.store.put(TrailKey.request(Samples.stream("orders", stream), id, 1), events);
  }

  @Test
  void environmentsStatementsAndWorkLeftRunning() {
    for (int i = 0; i < 4; i++) {
      put("000a", "well-" + i, T0 + 1_000 * i, 80, 5, "got order " + i + "\n");
      Object[] lines = i == 0 ? new Object[] {5, "got order 9\n"} : new Object[] {5, THROWN};
      put("000b", "sick-" + i, T0 + 1_000 * i + 10, i == 1 ? 120 : 80, lines);
    }
    List<TrailEvent> late =
        new ArrayList<>(Samples.request("late", T0 + 9_000, 40, "", 5, "got order 7\n"));
    TrailEvent last = Samples.event("late", T0 + 9_060, 9, "sent mail after all\n");
    late.add(new TrailEvent(last.event(), Basis.AFTER_END, false, last.source()));
    server.store.put(TrailKey.request(Samples.stream("orders", "000c"), "late", 1), late);

    JsonNode all = server.json("/api/v1/insights?function=orders&usdPerGb=1");
    assertThat(all.at("/basedOn/requests").asInt()).isEqualTo(9);
    assertThat(all.at("/basedOn/complete").asBoolean()).isTrue();
    for (JsonNode e : all.get("environments")) {
      boolean sick = e.get("logStream").asText().endsWith("000b");
      assertThat(e.get("poisoned").asBoolean()).as(e.toString()).isEqualTo(sick);
      if (sick) {
        assertThat(e.get("failingSince").asText()).isEqualTo("sick-1");
        assertThat(e.at("/memory/1/requestId").asText()).isEqualTo("sick-1");
        assertThat(e.at("/memory/1/toMb").asInt()).isEqualTo(120);
      }
    }
    JsonNode largest = all.get("statements").get(0);
    assertThat(all.get("statements").findValuesAsText("template")).contains("got order *");
    assertThat(largest.get("usdPerMillionRequests").asDouble()).isPositive();
    assertThat(all.at("/leftRunning/linesAfterEnd").asInt()).isEqualTo(1);
    assertThat(all.at("/leftRunning/example").asText()).isEqualTo("late");
  }

  @Test
  void nothingOfAFunctionThatIsNotThere() {
    JsonNode none = server.json("/api/v1/insights?function=nobody");
    assertThat(none.at("/basedOn/requests").asInt()).isZero();
    assertThat(none.get("statements")).isEmpty();
    assertThat(server.get("/api/v1/insights").body()).contains("'function' is missing");
  }

  @Test
  void aFailureIsExplainedOverHttpToo() {
    put("000a", "ok", T0, 80, 5, "got order 1\n", 6, "stored\n");
    put("000a", "bad", T0 + 1_000, 80, 5, "got order 2\n", 6, THROWN);
    JsonNode x = server.json("/api/v1/explain/bad");
    assertThat(x.get("cause").asText()).isEqualTo("ConnectionError: gone");
    assertThat(x.at("/divergence/after").asText()).isEqualTo("got order *");
    assertThat(x.at("/divergence/missing/0").asText()).isEqualTo("stored");
    assertThat(server.get("/api/v1/explain/none").statusCode()).isEqualTo(404);
  }
}
