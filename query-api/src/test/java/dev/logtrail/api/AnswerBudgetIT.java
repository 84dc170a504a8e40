package dev.logtrail.api;

import static dev.logtrail.store.SampleTrails.T0;
import static dev.logtrail.store.SampleTrails.event;
import static dev.logtrail.store.SampleTrails.flush;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.kit.Server;
import dev.logtrail.limit.ByteBudget;
import dev.logtrail.limit.ByteShare;
import dev.logtrail.limit.MemoryBudgets;
import dev.logtrail.store.SampleTrails;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import dev.logtrail.trail.TrailEvent;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Answers share one budget: who does not fit is told when to come again; all is given back. */
class AnswerBudgetIT {
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(T0 + 60_000), ZoneOffset.UTC);
  private static final int LINES = 5_000;
  private static final int TRAILS = 3;

  @RegisterExtension static final EmbeddedDatabase DATABASE = new EmbeddedDatabase();

  private static final String[] ROUTES = {
    "/api/v1/trails/large-1",
    "/api/v1/traces/1-67-abc",
    "/api/v1/trails?entries=true",
    "/api/v1/trails?q=needle&entries=true",
    "/api/v1/trails?level=INFO&entries=true",
  };

  private final ByteBudget answers = MemoryBudgets.ofThisProcess().answers();
  private TrailWriter writer;
  private Server server;

  @BeforeEach
  void start() {
    DATABASE.clear();
    writer = DATABASE.database().openWriter(CLOCK);
    server = Server.over(DATABASE.database(), CLOCK);
    for (int i = 1; i <= TRAILS; i++) {
      writer.flush(
          flush(
              SampleTrails.trail(writer, "large-" + i)
                  .traceId("1-67-abc")
                  .events(events(i))
                  .write()));
    }
  }

  @AfterEach
  void stop() {
    server.close();
    writer.close();
  }

  private static List<TrailEvent> events(int trail) {
    List<TrailEvent> events = new ArrayList<>();
    for (int i = 0; i < LINES; i++) {
      events.add(
          event(T0 + i, "INFO needle " + i + " of " + trail + " " + "x".repeat(300) + "\n", i));
    }
    return events;
  }

  @Test
  void whatAnAnswerHeldIsGivenBack() throws Exception {
    for (String route : ROUTES) {
      for (String accept : List.of("application/json", "text/plain", "application/x-ndjson")) {
        HttpResponse<String> answer = server.get(route, "Accept", accept);
        if (answer.statusCode() != 406) {
          assertThat(answer.statusCode()).as(route + " " + accept).isEqualTo(200);
          assertThat(answer.body()).as(route + " " + accept).contains("needle 4999 of 1");
        }
        assertNothingHeld(route + " " + accept);
      }
    }
    assertThat(answers.peakBytes()).isGreaterThan(2L * LINES * 300);
  }

  /** The client may have the whole answer a moment before the server gives its memory back. */
  private void assertNothingHeld(String what) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (answers.usedBytes() > 0 && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(answers.usedBytes()).as(what).isZero();
  }

  @Test
  void whoDoesNotFitIsToldWhenToComeAgain() throws Exception {
    long refusals = answers.refusals();
    try (ByteShare others = answers.share()) {
      assertThat(others.tryGrow(answers.limitBytes() - 100_000)).isTrue();
      HttpResponse<String> answer = server.get("/api/v1/trails/large-1");

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(answer.body()).contains("memory that are kept for answers; try again");
      assertThat(server.get("/healthz/live").statusCode()).isEqualTo(200);
    }
    assertThat(answers.refusals()).isGreaterThan(refusals);
    assertThat(server.get("/metrics").body())
        .containsPattern("logtrail_memory_refusals_total\\{budget=\"answers\"} [1-9]");
    assertThat(server.get("/api/v1/trails/large-1").statusCode()).isEqualTo(200);
  }
}
