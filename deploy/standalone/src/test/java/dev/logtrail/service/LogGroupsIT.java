package dev.logtrail.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.demo.TestJson;
import dev.logtrail.ingest.source.cloudwatch.LogsStub;
import dev.logtrail.service.kit.Await;
import dev.logtrail.service.kit.ColdPythonRequest;
import dev.logtrail.service.kit.RunningLogtrail;
import dev.logtrail.trail.LogEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * CloudWatch Logs' API → Flink → PostgreSQL → API: the past of a group, and a line that is late.
 */
@Timeout(240)
class LogGroupsIT {
  private static final Duration WITHIN = Duration.ofSeconds(60);
  private static final String GROUP = "/aws/lambda/orders";

  @TempDir private Path directory;

  @Test
  void aRequestOfThePastIsOneTrailAndALateLineComesIn() throws Exception {
    ColdPythonRequest request = new ColdPythonRequest();
    long shift = System.currentTimeMillis() - 600_000 - request.events().get(0).timestamp();
    try (LogsStub stub = new LogsStub()) {
      LogEvent late = request.events().get(5);
      for (LogEvent event : request.events()) {
        if (event != late) {
          put(stub, event, shift);
        }
      }
      String[] flags = {
        "--log-group", "/aws/lambda/*", "--since", "1h", "--endpoint", stub.endpoint().toString()
      };
      try (RunningLogtrail server =
          RunningLogtrail.start(directory.resolve("data"), Map.of(), flags)) {
        awaitLines(server, request.events().size() - 1);
        put(stub, late, shift);
        awaitLines(server, request.events().size());

        Map<String, Object> status = status(server);
        Map<?, ?> feed = (Map<?, ?>) ((List<?>) status.get("feeds")).get(0);
        assertThat(feed.get("name")).isEqualTo("/aws/lambda/*");
        assertThat(feed.get("connectedSince")).isNotNull();
        Map<?, ?> source = (Map<?, ?>) ((List<?>) status.get("sources")).get(0);
        assertThat(source.get("source")).isEqualTo("api");
        assertThat(source.get("received")).isEqualTo((long) request.events().size());
        assertThat(source.get("stored")).isEqualTo((long) request.events().size());
      }
    }
  }

  private static void put(LogsStub stub, LogEvent event, long shift) {
    long at = event.timestamp() + shift;
    String text = event.message().replace("\t", "\\t").replace("\n", "\\n");
    stub.put(GROUP, "2026/11/20/[$LATEST]5d41402a", at, at + 1_500, text);
  }

  private static void awaitLines(RunningLogtrail server, int n) throws Exception {
    Await.until(
        WITHIN,
        () -> n + " events do not come\n" + server.process().describe(),
        () -> eventIds(server).size() == n);
    assertThat(eventIds(server)).doesNotHaveDuplicates();
  }

  private static Map<String, Object> status(RunningLogtrail server) throws Exception {
    return json(server, "/api/v1/status");
  }

  private static Map<String, Object> json(RunningLogtrail server, String path) throws Exception {
    return TestJson.object(server.get(path).body().getBytes(StandardCharsets.UTF_8));
  }

  private static List<Object> eventIds(RunningLogtrail server) throws Exception {
    Object trails = json(server, "/api/v1/trails/" + ColdPythonRequest.ID).get("trails");
    return (trails == null ? List.of() : (List<?>) trails)
        .stream()
            .flatMap(trail -> ((List<?>) ((Map<?, ?>) trail).get("entries")).stream())
            .flatMap(entry -> ((List<?>) ((Map<?, ?>) entry).get("eventIds")).stream())
            .map(Object.class::cast)
            .toList();
  }
}
