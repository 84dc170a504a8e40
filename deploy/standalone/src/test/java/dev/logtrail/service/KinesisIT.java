package dev.logtrail.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.demo.TestJson;
import dev.logtrail.ingest.source.kinesis.KinesisLocal;
import dev.logtrail.ingest.source.kinesis.TestStream;
import dev.logtrail.service.kit.Await;
import dev.logtrail.service.kit.ColdPythonRequest;
import dev.logtrail.service.kit.RunningLogtrail;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kinesis → Flink → PostgreSQL → API: a request whose lines come in several records, over a split,
 * a kill -9 and a poison record, is one trail with each event once.
 */
@Timeout(240)
class KinesisIT {
  private static final Duration WITHIN = Duration.ofSeconds(60);
  private static final Map<String, String> CREDENTIALS =
      Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test");

  @TempDir private Path directory;

  @Test
  void aRequestOverARestartAndAReshardIsOneTrail() throws Exception {
    Path data = directory.resolve("data");
    ColdPythonRequest request = new ColdPythonRequest();
    int all = request.events().size();
    try (KinesisLocal kinesis = KinesisLocal.startOrSkip();
        TestStream stream = new TestStream(kinesis.endpoint(), "logs", 4)) {
      String[] flags = {
        "--kinesis",
        "logs",
        "--from",
        "trim_horizon",
        "--region",
        "us-east-1",
        "--endpoint",
        kinesis.endpoint().toString()
      };
      stream.put("one stream", request.payload(0, 4));
      stream.put("one stream", "poison".getBytes(StandardCharsets.UTF_8));
      try (RunningLogtrail server = RunningLogtrail.start(data, CREDENTIALS, flags)) {
        awaitEvents(server, 4);
        stream.split();
        stream.put("one stream", request.payload(4, 7));
        server.kill();
      }
      stream.merge();
      stream.put("one stream", request.payload(2, 7));
      stream.put("one stream", request.payload(7, all));
      try (RunningLogtrail server = RunningLogtrail.start(data, CREDENTIALS, flags)) {
        awaitEvents(server, all);
        List<String> ids = events(server);
        assertThat(ids).doesNotHaveDuplicates().hasSize(all);

        Map<String, Object> status = json(server, "/api/v1/status");
        Map<?, ?> feed = (Map<?, ?>) ((List<?>) status.get("feeds")).get(0);
        assertThat(feed.get("source")).isEqualTo("kinesis");
        assertThat(feed.get("name")).isEqualTo("logs");
        assertThat(feed.get("connectedSince")).isNotNull();
        Map<?, ?> source = (Map<?, ?>) ((List<?>) status.get("sources")).get(0);
        assertThat(source.get("source")).isEqualTo("kinesis");
        Map<?, ?> letters = (Map<?, ?>) status.get("deadLetters");
        Await.until(
            WITHIN,
            () -> "no dead letter: " + letters,
            () ->
                ((Map<?, ?>) json(server, "/api/v1/status").get("deadLetters"))
                    .get("letters")
                    .equals(1L));
        assertThat(server.get("/metrics").body())
            .contains("logtrail_feed_lag_seconds{feed=\"logs\",part=\"shardId-");
      }
    }
  }

  private static void awaitEvents(RunningLogtrail server, int n) throws Exception {
    Await.until(
        WITHIN,
        () -> n + " events do not come\n" + server.process().describe(),
        () -> events(server).size() == n);
  }

  private static Map<String, Object> json(RunningLogtrail server, String path) throws Exception {
    return TestJson.object(server.get(path).body().getBytes(StandardCharsets.UTF_8));
  }

  /** The ids of all events of the request, as often as they are shown. */
  private static List<String> events(RunningLogtrail server) throws Exception {
    List<String> ids = new ArrayList<>();
    Object trails = json(server, "/api/v1/trails/" + ColdPythonRequest.ID).get("trails");
    for (Object trail : trails == null ? List.of() : (List<?>) trails) {
      for (Object entry : (List<?>) ((Map<?, ?>) trail).get("entries")) {
        ((List<?>) ((Map<?, ?>) entry).get("eventIds")).forEach(id -> ids.add((String) id));
      }
    }
    return ids;
  }
}
