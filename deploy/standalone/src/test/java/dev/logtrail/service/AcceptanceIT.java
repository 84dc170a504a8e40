package dev.logtrail.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.demo.TestJson;
import dev.logtrail.service.kit.Await;
import dev.logtrail.service.kit.ColdPythonRequest;
import dev.logtrail.service.kit.RunningLogtrail;
import dev.logtrail.service.kit.Sentinels;
import dev.logtrail.trail.LogEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a user is promised, from a request's log result to its trail after restarts. */
@Timeout(180)
class AcceptanceIT {
  private static final Duration WITHIN = Duration.ofSeconds(60);
  private static final String TRAIL = "/api/v1/trails/" + ColdPythonRequest.ID;

  @TempDir private Path directory;

  private final ColdPythonRequest request = new ColdPythonRequest();

  @Test
  void aRequestShowsAtOnceIsCompletedInAnyOrderAndSurvives() throws Exception {
    String complete;
    try (RunningLogtrail server = RunningLogtrail.start(data())) {
      showsTheLogResult(server);
      request.postEvents(server);
      Sentinels.post(server).await(WITHIN);
      complete = server.get(TRAIL).body();
      assertIsTheWholeTrail(only(complete));
      assertThat(server.stop()).isIn(0, 143);
    }
    delete(data().resolve("checkpoints"));
    try (RunningLogtrail server = RunningLogtrail.start(data())) {
      assertThat(server.get(TRAIL).body()).as("after a restart").isEqualTo(complete);
      request.postInvocation(server);
      request.postEvents(server);
      Sentinels.post(server).await(WITHIN);
      assertThat(server.get(TRAIL).body()).as("after all of it came again").isEqualTo(complete);
    }
  }

  @Test
  void anUnreadableCheckpointCostsNothing() throws Exception {
    try (RunningLogtrail server = RunningLogtrail.start(data())) {
      request.post(server, 0, 5);
      Await.until(WITHIN, server.process()::describe, () -> !checkpoints().isEmpty());
      request.post(server, 5, request.events().size());
      server.kill();
    }
    for (Path checkpoint : checkpoints()) {
      Files.writeString(checkpoint, "this is no checkpoint");
    }
    try (RunningLogtrail server = RunningLogtrail.start(data())) {
      assertThat(server.process().err().text().lines().toList())
          .as(server.process().describe())
          .singleElement()
          .asString()
          .contains("Cannot resume from", "Beginning with empty state", "nothing is lost");
      Sentinels.post(server).await(WITHIN);
      List<?> entries = (List<?>) only(server.get(TRAIL).body()).get("entries");
      assertThat(values(entries, "eventIds")).isEqualTo(eventIds(request.events()));
    }
  }

  /** Its numbers are those of another inbox: what comes in must not be taken for read. */
  @Test
  void aCheckpointOfAnotherDatabaseCostsNothing() throws Exception {
    try (RunningLogtrail server = RunningLogtrail.start(data())) {
      request.postEvents(server);
      Sentinels.post(server).await(WITHIN);
      assertThat(server.stop()).isIn(0, 143);
    }
    delete(data().resolve("postgres"));
    try (RunningLogtrail server = RunningLogtrail.start(data())) {
      assertThat(server.get(TRAIL).statusCode()).isEqualTo(404);
      request.postEvents(server);
      Await.until(WITHIN, server.process()::describe, () -> server.get(TRAIL).statusCode() == 200);
      Sentinels.post(server).await(WITHIN);
      List<?> entries = (List<?>) only(server.get(TRAIL).body()).get("entries");
      assertThat(values(entries, "eventIds")).isEqualTo(eventIds(request.events()));
    }
  }

  private Path data() {
    return directory.resolve("data");
  }

  private void showsTheLogResult(RunningLogtrail server) throws Exception {
    long began = System.nanoTime();
    request.postInvocation(server);
    Await.until(WITHIN, server.process()::describe, () -> server.get(TRAIL).statusCode() == 200);
    System.out.printf(
        "AcceptanceIT: shown %.1f ms after the log result was posted%n",
        (System.nanoTime() - began) / 1e6);
    Map<String, Object> trail = only(server.get(TRAIL).body());
    List<?> entries = (List<?>) trail.get("entries");
    assertThat(values(entries, "basis")).containsOnly("log_result");
    assertThat(values(entries, "message")).containsSubsequence(ColdPythonRequest.PRINTS);
    assertThat(trail).containsEntry("sources", List.of("log_result"));
    assertThat(trail).containsEntry("coldStart", true).containsEntry("outcome", "success");
  }

  private void assertIsTheWholeTrail(Map<String, Object> trail) {
    List<?> entries = (List<?>) trail.get("entries");
    List<Object> messages =
        new ArrayList<>(request.events().stream().map(e -> e.message().stripTrailing()).toList());
    assertThat(values(entries, "message")).map(m -> m.toString().strip()).isEqualTo(messages);
    assertThat(values(entries, "eventIds")).isEqualTo(eventIds(request.events()));
    assertThat(values(entries, "basis"))
        .containsExactly(
            "init",
            "init",
            "init",
            "request_id",
            "markers",
            "markers",
            "markers",
            "markers",
            "request_id",
            "request_id");
    assertThat(values(entries, "timestamp")).doesNotContain("null").isSorted();
    assertThat(trail)
        .containsEntry("outcome", "success")
        .containsEntry("coldStart", true)
        .containsEntry("state", "closed")
        .containsEntry("closeReason", "report")
        .containsEntry("attempt", 1L)
        .containsEntry("runtimeVersion", "python:3.13.v50")
        .containsEntry("functionVersion", "$LATEST")
        .containsEntry("sources", List.of("subscription", "log_result"))
        .containsEntry("entryCount", 6L)
        .containsEntry("markers", Map.of("start", true, "end", true, "report", true));
    assertThat(((Map<?, ?>) trail.get("report")).toString())
        .contains("durationMs=46.43", "billedDurationMs=139", "memorySizeMb=128")
        .contains("maxMemoryUsedMb=35", "initDurationMs=92.34");
    assertThat(((Map<?, ?>) trail.get("invoke")).toString())
        .contains("statusCode=200", "payload={statusCode=201}");
  }

  private static Map<String, Object> only(String json) {
    List<?> trails = (List<?>) TestJson.object(json.getBytes(StandardCharsets.UTF_8)).get("trails");
    assertThat(trails).hasSize(1);
    Map<String, Object> trail = new LinkedHashMap<>();
    ((Map<?, ?>) trails.get(0)).forEach((key, value) -> trail.put((String) key, value));
    return trail;
  }

  private static List<Object> values(List<?> entries, String key) {
    List<Object> values = new ArrayList<>();
    entries.forEach(entry -> values.add(((Map<?, ?>) entry).get(key)));
    return values;
  }

  private static List<Object> eventIds(List<LogEvent> events) {
    return new ArrayList<>(events.stream().map(event -> List.of(event.id())).toList());
  }

  private List<Path> checkpoints() throws IOException {
    Path directory = data().resolve("checkpoints");
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.endsWith("_metadata")).toList();
    } catch (UncheckedIOException e) {
      // The job takes old ones away meanwhile: look again.
      return List.of();
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
