package dev.logtrail.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.demo.SubscriptionPayloads;
import dev.logtrail.demo.TestJson;
import dev.logtrail.demo.lambda.LabelledBatch;
import dev.logtrail.demo.lambda.LabelledEvent;
import dev.logtrail.demo.lambda.LabelledStream;
import dev.logtrail.service.data.EmbeddedPostgresServer;
import dev.logtrail.service.kit.Await;
import dev.logtrail.service.kit.LabelledLoad;
import dev.logtrail.service.kit.RunningLogtrail;
import dev.logtrail.service.kit.Sentinels;
import dev.logtrail.service.kit.StoredEvents;
import dev.logtrail.service.kit.StoredEvents.Place;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two programs on one database: one job writes, the other stands by and takes over. */
@Timeout(240)
class TwoProgramsIT {
  private static final long START = 1_795_168_800_123L;
  private static final Duration WITHIN = Duration.ofSeconds(90);

  @TempDir private Path directory;

  private EmbeddedPostgresServer database;

  @BeforeEach
  void startDatabase() throws Exception {
    database = EmbeddedPostgresServer.start(Files.createDirectory(directory.resolve("database")));
  }

  @AfterEach
  void stopDatabase() throws Exception {
    database.close();
  }

  @Test
  void oneStreamSentToBothIsStoredOnceAndTheStandbyTakesOver() throws Exception {
    List<LabelledStream> streams = LabelledLoad.streams(1, 12, 20261128, START);
    try (RunningLogtrail first = start("first")) {
      assertThat(job(first)).containsEntry("state", "running");
      try (RunningLogtrail second = start("second")) {
        Map<String, Object> standby = job(second);
        assertThat(standby.get("state")).as(second.process().describe()).isEqualTo("standby");
        assertThat((String) standby.get("holder"))
            .contains("(process " + first.process().pid() + ") since 20");
        assertThat(second.get("/healthz/ready").body()).contains("\"state\":\"standby\"");

        send(streams, 0.0, 0.5, first, second);
        Sentinels.post(second).await(WITHIN);
        first.kill();
        send(streams, 0.5, 1.0, second, second);
        Await.until(WITHIN, second.process()::describe, () -> isRunning(second));
        try (RunningLogtrail again = start("first")) {
          assertThat(job(again)).containsEntry("state", "standby");
          Sentinels.post(again).await(WITHIN);
          assertStoredOnce(streams, StoredEvents.read(again));
        }
        assertThat(second.process().err().text().lines())
            .as(second.process().describe())
            .hasSize(2)
            .anyMatch(line -> line.contains("The job stands by"))
            .anyMatch(line -> line.contains("The job runs here now"));
      }
    }
  }

  private RunningLogtrail start(String name) throws Exception {
    return RunningLogtrail.start(directory.resolve(name), "--db", database.settings().url());
  }

  /** Every batch of a part of the streams goes to both, one after the other. */
  private static void send(
      List<LabelledStream> streams, double from, double to, RunningLogtrail... servers)
      throws Exception {
    for (LabelledStream stream : streams) {
      int all = stream.batches().size();
      for (LabelledBatch batch : stream.batches().subList((int) (all * from), (int) (all * to))) {
        for (RunningLogtrail server : servers) {
          server.accepted(
              SubscriptionPayloads.path(stream.stream().account(), stream.stream().region()),
              SubscriptionPayloads.data(stream.stream(), batch.plain()));
        }
      }
    }
  }

  private static Map<String, Object> job(RunningLogtrail server) throws Exception {
    byte[] body = server.get("/api/v1/status").body().getBytes(StandardCharsets.UTF_8);
    Map<String, Object> job = new HashMap<>();
    ((Map<?, ?>) TestJson.object(body).get("job"))
        .forEach((key, value) -> job.put((String) key, value));
    return job;
  }

  private static boolean isRunning(RunningLogtrail server) throws Exception {
    return "running".equals(job(server).get("state"));
  }

  private static void assertStoredOnce(List<LabelledStream> streams, StoredEvents stored) {
    Map<String, List<Place>> rest = new HashMap<>(stored.places());
    for (LabelledStream stream : streams) {
      for (LabelledBatch batch : stream.batches()) {
        for (LabelledEvent event : batch.events()) {
          assertThat(rest.remove(event.event().id()))
              .as("%s", event)
              .containsExactly(
                  new Place(stream.stream().logStream(), event.requestId(), event.n()));
        }
      }
    }
    assertThat(rest.keySet()).isSubsetOf(Sentinels.EVENT_IDS);
  }
}
