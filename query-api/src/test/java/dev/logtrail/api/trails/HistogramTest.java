package dev.logtrail.api.trails;

import static dev.logtrail.api.kit.ProblemAssert.assertProblem;
import static dev.logtrail.api.kit.Samples.T0;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtrail.api.kit.Samples;
import dev.logtrail.api.kit.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests by step of time and outcome. */
class HistogramTest {
  private final Server server = new Server();

  @BeforeEach
  void fill() {
    for (int i = 0; i < 10; i++) {
      String more = i % 5 == 0 ? "Status: timeout" : "";
      server.store.put(
          Samples.key("orders", "req-" + i),
          Samples.request(
              "req-" + i, T0 - i * 600_000L, 40, more, 1, i == 3 ? "a needle\n" : "hay\n"));
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void counts_every_request_of_the_last_day_where_no_times_are_asked_for() {
    JsonNode answer = server.json("/api/v1/histogram");
    assertThat(answer.get("stepMs").asLong()).isEqualTo(900_000);
    assertThat(answer.get("complete").asBoolean()).isTrue();
    int requests = 0;
    int timeouts = 0;
    for (JsonNode step : answer.get("steps")) {
      requests += step.get("requests").asInt();
      timeouts += step.at("/outcomes/timeout").asInt();
    }
    assertThat(requests).isEqualTo(10);
    assertThat(timeouts).isEqualTo(2);
  }

  @Test
  void the_filters_of_lists_hold() {
    String all = "/api/v1/histogram?step=1d&from=2026-11-20&to=2026-11-22";
    assertThat(server.json(all + "&outcome=timeout").at("/steps/0/requests").asInt()).isEqualTo(2);
    assertThat(server.json(all + "&function=billing").get("steps")).isEmpty();
    assertThat(server.json(all + "&maxDurationMs=10").get("steps")).isEmpty();
    JsonNode found = server.json(all + "&q=needle");
    assertThat(found.at("/steps/0/requests").asInt()).isEqualTo(1);
    assertThat(found.get("complete").asBoolean()).isTrue();
  }

  @Test
  void a_step_that_is_none_or_too_fine_is_refused() {
    assertProblem(
        server.get("/api/v1/histogram?step=5x"),
        400,
        "'step' is '5x': give seconds, minutes, hours or days (30s, 5m, 1h, 1d).");
    assertThat(server.get("/api/v1/histogram?step=1s&from=-30d").body()).contains("shorter span");
    assertThat(server.get("/api/v1/histogram?limit=5").body()).contains("Unknown parameter");
  }
}
