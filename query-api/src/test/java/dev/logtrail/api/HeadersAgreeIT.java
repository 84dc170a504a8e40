package dev.logtrail.api;

import static dev.logtrail.store.SampleTrails.STREAM;
import static dev.logtrail.store.SampleTrails.T0;
import static dev.logtrail.store.SampleTrails.flush;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtrail.api.kit.Server;
import dev.logtrail.api.kit.SseReader;
import dev.logtrail.store.JobOfTest;
import dev.logtrail.store.SampleTrails;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import dev.logtrail.store.upkeep.RetentionLimits;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** List, detail, live tail and statistics agree on every request of a random history. */
class HeadersAgreeIT {
  /** An hour after the trails: those that are open are idle. */
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochMilli(T0 + 3_600_000), ZoneOffset.UTC);

  @RegisterExtension static final EmbeddedDatabase DATABASE = new EmbeddedDatabase();

  private TrailWriter writer;
  private JobOfTest job;
  private Server server;

  @BeforeEach
  void start() {
    DATABASE.clear();
    writer = DATABASE.database().openWriter(CLOCK);
    job = new JobOfTest(writer);
    server = Server.over(DATABASE.database(), CLOCK);
  }

  @AfterEach
  void stop() {
    server.close();
    writer.close();
  }

  private static List<TrailEvent> events(String id, int count) {
    return JobOfTest.events(
            id,
            T0,
            "START RequestId: " + id + " Version: $LATEST\n",
            "[ERROR] KeyError: 'id'\n",
            "END RequestId: " + id + "\n",
            "REPORT RequestId: "
                + id
                + "\tDuration: 2.00 ms\tBilled Duration: 2 ms\tMemory Size: 128 MB\tMax Memory Used: 35 MB\t\n")
        .subList(0, count);
  }

  private static String log(String id) {
    StringBuilder log = new StringBuilder();
    events(id, 4).forEach(e -> log.append(e.event().message()));
    return log.toString();
  }

  private void closeIdle() {
    DATABASE.database().housekeeping(CLOCK, RetentionLimits.ofTrails(null)).run();
  }

  @Test
  void everyViewShowsTheSameHeader() throws Exception {
    Random random = new Random(11);
    Map<String, JsonNode> followed = new HashMap<>();
    try (SseReader tail = new SseReader(server, "/api/v1/tail")) {
      tail.next("start");
      for (int i = 0; i < 40; i++) {
        String id = "r" + random.nextInt(6);
        TrailKey key = TrailKey.request(STREAM, id, 1);
        switch (random.nextInt(4)) {
          case 0 ->
              writer.flush(
                  flush(
                      SampleTrails.invocation(
                          id, log(id), random.nextBoolean() ? "Unhandled" : null, T0)));
          case 1 -> closeIdle();
          default -> writer.flush(flush(job.write(key, events(id, 1 + random.nextInt(4)))));
        }
      }
      writer.flush(flush(job.write(TrailKey.request(STREAM, "last", 1), events("last", 4))));
      while (!followed.containsKey("last")) {
        SseReader.Event event = tail.next();
        JsonNode told = event.json();
        if (event.name().equals("trail")) {
          followed.put(told.get("requestId").asText(), told);
        }
      }
    }
    JsonNode listed = server.json("/api/v1/trails?limit=100").get("trails");
    Map<String, Integer> outcomes = new HashMap<>();
    for (JsonNode header : listed) {
      String id = header.get("requestId").asText();
      JsonNode detail = server.json("/api/v1/trails/" + id).at("/trails/0");
      header
          .fieldNames()
          .forEachRemaining(
              field -> {
                JsonNode value = header.get(field);
                assertThat(detail.get(field)).as("%s: %s in detail", id, field).isEqualTo(value);
                assertThat(followed.get(id).get(field))
                    .as("%s: %s in the live tail", id, field)
                    .isEqualTo(value);
              });
      outcomes.merge(header.get("outcome").asText(), 1, Integer::sum);
    }
    assertThat(listed).hasSameSizeAs(followed.keySet());
    DATABASE.database().rollups().run();
    JsonNode totals =
        server.json("/api/v1/stats?function=orders&step=1h&from=-3h").at("/groups/0/totals");
    assertThat(totals.get("requests").asInt()).isEqualTo(listed.size());
    outcomes.forEach(
        (outcome, count) ->
            assertThat(totals.get("outcomes").get(outcome).asInt()).as(outcome).isEqualTo(count));
  }

  @Test
  void anEntityTagNeverNamesTwoContents() {
    TrailKey key = TrailKey.request(STREAM, "r", 1);
    Set<String> tags = new HashSet<>();
    writer.flush(flush(job.write(key, events("r", 1))));
    closeIdle();
    tags.add(tag());
    writer.flush(flush(job.write(key, events("r", 2))));
    closeIdle();
    tags.add(tag());
    writer.close();
    writer = DATABASE.database().openWriter(CLOCK);
    job.restart(writer, DATABASE.database().reader());
    writer.flush(flush(job.write(key, events("r", 3))));
    closeIdle();
    tags.add(tag());
    writer.flush(flush(SampleTrails.invocation("r", log("r"), null, T0)));
    tags.add(tag());
    writer.flush(flush(job.write(key, events("r", 4))));
    tags.add(tag());

    assertThat(tags).hasSize(5);
  }

  private String tag() {
    return server.get("/api/v1/trails/r").headers().firstValue("ETag").orElseThrow();
  }
}
