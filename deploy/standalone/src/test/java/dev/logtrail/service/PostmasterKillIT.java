package dev.logtrail.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.service.data.Processes;
import dev.logtrail.service.kit.Await;
import dev.logtrail.service.kit.ChildProcess;
import dev.logtrail.service.kit.ColdPythonRequest;
import dev.logtrail.service.kit.RunningLogtrail;
import dev.logtrail.service.kit.Sentinels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the embedded PostgreSQL when it, or the program, is ended. */
@Timeout(240)
class PostmasterKillIT {
  private static final Duration WITHIN = Duration.ofSeconds(90);

  @TempDir private Path directory;

  @Test
  void aKilledPostmasterIsReplacedAndNothingIsLost() throws Exception {
    Path data = directory.resolve("data");
    try (RunningLogtrail server = RunningLogtrail.start(data)) {
      new ColdPythonRequest().postEvents(server);
      long pid = postmaster(data.resolve("postgres")).orElseThrow();
      ProcessHandle.of(pid).orElseThrow().destroyForcibly();

      Await.until(WITHIN, server.process()::describe, () -> readiness(server) == 503);
      assertThat(server.get("/healthz/live").statusCode()).isEqualTo(200);
      Await.until(WITHIN, server.process()::describe, () -> readiness(server) == 200);
      Await.until(WITHIN, server.process()::describe, () -> accepts(server));
      Sentinels.post(server).await(WITHIN);
      assertThat(server.get("/api/v1/trails/" + ColdPythonRequest.ID).statusCode()).isEqualTo(200);

      List<String> lines = server.process().err().text().lines().toList();
      assertThat(lines)
          .as(server.process().describe())
          .anyMatch(line -> line.contains("The embedded PostgreSQL does not work"))
          .anyMatch(line -> line.contains("The embedded PostgreSQL works again after"))
          .noneMatch(line -> line.startsWith("\tat "))
          .hasSizeLessThan(30);
      System.out.println("PostmasterKillIT: " + lines.size() + " lines of log");
    }
  }

  @Test
  void aBenchmarkThatIsTerminatedLeavesNothingBehind() throws Exception {
    Map<String, String> environment =
        Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + directory.toAbsolutePath());
    try (ChildProcess bench =
        ChildProcess.start(
            directory, environment, "bench", "pipeline", "--lines", "10000", "--events", "200")) {
      Await.until(WITHIN, bench::describe, this::isTemporaryServerReady);
      long pid = temporaryPostmaster().orElseThrow();
      bench.terminate();
      bench.awaitExit();
      assertThat(temporaryDirectories()).as(bench.describe()).isEmpty();
      Await.until(
          WITHIN,
          () -> "PostgreSQL runs",
          () -> ProcessHandle.of(pid).filter(Processes::isRunning).isEmpty());
    }
  }

  /** The first delivery after a fault may be refused: a sender sends it again. */
  private static boolean accepts(RunningLogtrail server) throws Exception {
    return server
            .post("/ingest/invocations", "application/json", new ColdPythonRequest().invocation())
            .statusCode()
        == 200;
  }

  private static int readiness(RunningLogtrail server) throws Exception {
    return server.get("/healthz/ready").statusCode();
  }

  private Optional<Long> temporaryPostmaster() throws IOException {
    for (Path temporary : temporaryDirectories()) {
      return postmaster(temporary.resolve("postgres"));
    }
    return Optional.empty();
  }

  /** The last line of the file says so once connections are taken. */
  private boolean isTemporaryServerReady() throws IOException {
    for (Path temporary : temporaryDirectories()) {
      Path pidFile = temporary.resolve("postgres").resolve("postmaster.pid");
      return Files.exists(pidFile) && Files.readString(pidFile).contains("ready");
    }
    return false;
  }

  private List<Path> temporaryDirectories() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(f -> f.getFileName().toString().startsWith("logtrail-bench")).toList();
    }
  }

  private static Optional<Long> postmaster(Path directory) throws IOException {
    Path file = directory.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    return lines.isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(lines.get(0).strip()));
  }
}
