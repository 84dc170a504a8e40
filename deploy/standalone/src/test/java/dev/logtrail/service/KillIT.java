package dev.logtrail.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.demo.lambda.LabelledStream;
import dev.logtrail.service.data.Processes;
import dev.logtrail.service.kit.ChildProcess;
import dev.logtrail.service.kit.LabelCheck;
import dev.logtrail.service.kit.LabelledLoad;
import dev.logtrail.service.kit.RunningLogtrail;
import dev.logtrail.service.kit.Sentinels;
import dev.logtrail.service.kit.StoredEvents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 under load, again and again: what was acknowledged is there, once, where it belongs. */
@Timeout(240)
class KillIT {
  private static final long SEED = 20261120;
  private static final long START = 1_795_168_800_123L;
  private static final int CLIENTS = 4;
  private static final int STREAMS_A_FUNCTION = 7;
  private static final int REQUESTS_A_STREAM = 25;
  private static final int KILLS = 3;
  private static final Duration WITHIN = Duration.ofSeconds(90);

  @TempDir private Path directory;

  @Test
  void losesNothingAndDoublesNothing() throws Exception {
    List<LabelledStream> streams =
        LabelledLoad.streams(STREAMS_A_FUNCTION, REQUESTS_A_STREAM, SEED, START);
    int payloads = streams.stream().mapToInt(s -> s.batches().size()).sum();
    LabelledLoad load = new LabelledLoad(streams, CLIENTS, SEED);
    Random random = new Random(SEED);
    RunningLogtrail server = RunningLogtrail.start(data());
    try {
      load.use(server);
      for (int kill = 0; kill < KILLS; kill++) {
        double moment = (kill + 0.2 + 0.8 * random.nextDouble()) / (KILLS + 0.5);
        load.awaitAcknowledged((int) (payloads * moment), WITHIN);
        server = killAndStartAgain(server);
        load.use(server);
      }
      load.join(WITHIN);
      Sentinels.post(server).await(WITHIN);
      System.out.println("KillIT: " + LabelCheck.check(streams, load, StoredEvents.read(server)));
    } finally {
      server.close();
    }
  }

  @Test
  void aDirectoryHasOneProcess() throws Exception {
    try (RunningLogtrail first = RunningLogtrail.start(data());
        ChildProcess second = RunningLogtrail.launch(data(), Map.of())) {
      assertThat(second.awaitExit()).as(second.describe()).isEqualTo(1);
      assertThat(second.out().text()).isEmpty();
      assertThat(second.err().text())
          .isEqualTo(
              "logtrail up: the data directory %s is in use by process %d; stop that, or choose another with --data%n"
                  .formatted(data(), first.process().pid()));
      assertThat(first.get("/healthz/ready").statusCode()).isEqualTo(200);
    }
  }

  private Path data() {
    return directory.resolve("data");
  }

  private RunningLogtrail killAndStartAgain(RunningLogtrail server) throws Exception {
    server.kill();
    String pid = Files.readAllLines(data().resolve("postgres/postmaster.pid")).get(0).trim();
    ProcessHandle orphan = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    assertThat(Processes.isRunning(orphan)).as("PostgreSQL outlives the program").isTrue();
    RunningLogtrail next = RunningLogtrail.start(data());
    Pattern said = Pattern.compile("Stopping PostgreSQL \\(process " + pid + "\\), left behind");
    assertThat(next.process().err().text()).containsPattern(said);
    assertThat(Processes.isRunning(orphan)).as("the orphan is stopped").isFalse();
    return next;
  }
}
