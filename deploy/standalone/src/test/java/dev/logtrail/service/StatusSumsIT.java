package dev.logtrail.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.demo.TestJson;
import dev.logtrail.service.kit.Await;
import dev.logtrail.service.kit.ColdPythonRequest;
import dev.logtrail.service.kit.RunningLogtrail;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the running program says became of what it was sent. */
@Timeout(180)
class StatusSumsIT {
  private static final Duration WITHIN = Duration.ofSeconds(60);
  private static final Path RULES = Path.of("..", "prometheus", "logtrail-alerts.yml");
  private static final String CONTROL =
      "{\"messageType\":\"CONTROL_MESSAGE\",\"owner\":\"CloudwatchLogs\",\"logGroup\":\"\",\"logStream\":\"\",\"subscriptionFilters\":[],\"logEvents\":[{\"id\":\"\",\"timestamp\":1,\"message\":\"CWL CONTROL MESSAGE: Checking health of destination Firehose.\"}]}";

  @TempDir private Path directory;

  @Test
  void receivedIsTheSumAndEveryMetricOfTheRulesExists() throws Exception {
    Path data = directory.resolve("data");
    ColdPythonRequest request = new ColdPythonRequest();
    long events = request.events().size();
    long sent = 2 * (events + 4) + 1;
    try (RunningLogtrail server = RunningLogtrail.start(data)) {
      request.postEvents(server);
      request.postEvents(server);
      server.accepted(
          "/ingest/subscription?region=eu-west-1", CONTROL.getBytes(StandardCharsets.UTF_8));
      Await.until(
          WITHIN,
          () -> "not " + sent + " received\n" + server.process().describe(),
          () -> number(subscription(server), "received") == sent);

      Map<?, ?> source = subscription(server);
      assertThat(number(source, "stored")).isEqualTo(events);
      assertThat(number(source, "repeated")).isEqualTo(sent - events - 1);
      assertThat(number(source, "deadLetters")).isZero();
      assertThat(source.get("dropped")).isEqualTo(Map.of("control_message", 1L));

      String metrics = server.get("/metrics").body();
      Matcher names = Pattern.compile("\\blogtrail_[a-z_]+").matcher(Files.readString(RULES));
      TreeSet<String> named = new TreeSet<>();
      while (names.find()) {
        named.add(names.group());
      }
      assertThat(named)
          .isNotEmpty()
          .allMatch(
              name -> metrics.contains("\n" + name + " ") || metrics.contains("\n" + name + "{"));
      server.kill();
    }
    try (RunningLogtrail server = RunningLogtrail.start(data)) {
      assertThat(status(server).get("droppedEver")).isEqualTo(Map.of("control_message", 1L));
    }
  }

  private static Map<String, Object> status(RunningLogtrail server) throws Exception {
    return TestJson.object(server.get("/api/v1/status").body().getBytes(StandardCharsets.UTF_8));
  }

  private static Map<?, ?> subscription(RunningLogtrail server) throws Exception {
    for (Object source : (List<?>) status(server).get("sources")) {
      if (((Map<?, ?>) source).get("source").equals("subscription")) {
        return (Map<?, ?>) source;
      }
    }
    return Map.of();
  }

  private static long number(Map<?, ?> source, String name) {
    Object value = source.get(name);
    return value == null ? 0 : (Long) value;
  }
}
