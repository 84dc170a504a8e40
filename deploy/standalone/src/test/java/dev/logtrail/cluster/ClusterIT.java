package dev.logtrail.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.demo.lambda.LabelledStream;
import dev.logtrail.service.data.EmbeddedPostgresServer;
import dev.logtrail.service.kit.Await;
import dev.logtrail.service.kit.ChildProcess;
import dev.logtrail.service.kit.LabelCheck;
import dev.logtrail.service.kit.LabelledLoad;
import dev.logtrail.service.kit.RunningLogtrail;
import dev.logtrail.service.kit.StoredEvents;
import dev.logtrail.service.kit.StoredEvents.Place;
import dev.logtrail.service.kit.StoredInbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job on a Flink cluster of separate JVMs, under labelled load: TaskManager, JobManager and
 * database are ended, it is rescaled while it runs, and upgraded by a savepoint. Nothing is lost or
 * doubled. {@code -Dcluster.seconds=600} goes on for so long, and kills doors, too.
 */
@Timeout(3_600)
class ClusterIT {
  private static final int SECONDS = Integer.getInteger("cluster.seconds", 0);
  private static final long START = 1_795_168_800_123L;
  private static final long BETWEEN_ROUNDS_MS = 86_400_000;
  private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(100);
  private static final Duration WITHIN = Duration.ofSeconds(120);

  @TempDir private Path directory;

  private Path data;
  private EmbeddedPostgresServer database;
  private FlinkCluster cluster;
  private RunningLogtrail door;
  private ChildProcess jobManager;
  private ChildProcess taskManager;
  private Standstill standstill;

  @Test
  void nothingIsLostOrDoubledWhateverIsEnded() throws Exception {
    data = Files.createDirectory(directory.resolve("database"));
    long end = System.nanoTime() + SECONDS * 1_000_000_000L;
    try (EmbeddedPostgresServer postgres = EmbeddedPostgresServer.start(data);
        FlinkCluster flink = new FlinkCluster(directory, postgres.settings().url())) {
      database = postgres;
      cluster = flink;
      standstill = new Standstill(postgres);
      jobManager = cluster.jobManager();
      taskManager = cluster.taskManager(2);
      try (RunningLogtrail api = part("api")) {
        door = part("ingest");
        runsAt(2);
        Map<String, List<Place>> checked = new HashMap<>();
        int round = 0;
        do {
          checked.putAll(round(round++, api));
        } while (System.nanoTime() < end);
        assertThat(StoredEvents.read(api).places().keySet()).isEqualTo(checked.keySet());
        // Each process reports every few seconds: of a new one the last word may be "restarting".
        Await.until(WITHIN, cluster::describe, () -> status(api).contains("\"state\":\"running\""));
        assertThat(status(api)).contains("\"flink jobmanager\"", "\"flink taskmanager\"");
        try (RunningLogtrail second = part("job")) {
          assertThat(second.get("/healthz/ready").body()).contains("\"state\":\"standby\"");
        }
      } finally {
        door.close();
        System.out.println(standstill.table());
      }
    }
  }

  private static String status(RunningLogtrail api) throws Exception {
    return api.get("/api/v1/status").body();
  }

  /** One load and each fault once; the answer is what is stored of the load. */
  private Map<String, List<Place>> round(int round, RunningLogtrail api) throws Exception {
    List<LabelledStream> streams =
        LabelledLoad.streams(6, 12, 20_261_129L + 100L * round, START + round * BETWEEN_ROUNDS_MS);
    LabelledLoad load = new LabelledLoad(streams, 2, 7L + round);
    load.use(door);
    load.awaitAcknowledged(40, WITHIN);
    ChildProcess second = cluster.taskManager(2);
    standstill.during("rescaled from 2 to 4", () -> rescale(4));
    standstill.during("TaskManager killed", () -> killTaskManager(second));
    standstill.during("JobManager killed", this::killJobManager);
    standstill.during("database restarted", this::restartDatabase);
    if (SECONDS > 0) {
      standstill.during("door killed", () -> killDoor(load));
    }
    standstill.during("rescaled from 2 to 1", () -> rescale(1));
    standstill.during("upgraded by savepoint", this::upgrade);
    load.join(WITHIN);
    Await.until(WITHIN, cluster::describe, () -> StoredInbox.isEmpty(database));
    Set<String> own = new HashSet<>();
    streams.forEach(
        s -> s.batches().forEach(b -> b.events().forEach(e -> own.add(e.event().id()))));
    Map<String, List<Place>> stored = new HashMap<>(StoredEvents.read(api).places());
    stored.keySet().retainAll(own);
    System.out.println(LabelCheck.check(streams, load, new StoredEvents(stored)));
    return stored;
  }

  private void rescale(int parallelism) throws Exception {
    cluster.rest().rescale(parallelism);
    runsAt(parallelism);
  }

  private void killTaskManager(ChildProcess second) throws Exception {
    FlinkCluster.kill(taskManager);
    taskManager = second;
    runsAt(2);
  }

  private void killJobManager() throws Exception {
    FlinkCluster.kill(jobManager);
    jobManager = cluster.jobManager();
    runsAt(2);
  }

  /** PostgreSQL's fast shutdown; its starter starts it again. */
  private void restartDatabase() throws Exception {
    try (Stream<Path> files = Files.walk(data)) {
      Path file = files.filter(f -> f.endsWith("postmaster.pid")).findAny().orElseThrow();
      String pid = Files.readAllLines(file).get(0);
      assertThat(new ProcessBuilder("kill", "-INT", pid).start().waitFor()).isZero();
      Await.until(WITHIN, cluster::describe, () -> isStartedAgain(file, pid));
    }
    runsAt(2);
  }

  private static boolean isStartedAgain(Path file, String before) {
    try {
      return !Files.readAllLines(file).get(0).equals(before);
    } catch (IOException | IndexOutOfBoundsException e) {
      return false; // It is away between the two.
    }
  }

  private void killDoor(LabelledLoad load) throws Exception {
    door.kill();
    door.close();
    door = part("ingest");
    load.use(door);
  }

  private void upgrade() throws Exception {
    String savepoint = cluster.rest().stopWithSavepoint(WITHIN);
    assertThat(savepoint).contains("savepoint");
    jobManager.awaitExit();
    jobManager = cluster.jobManager("--from-savepoint", savepoint);
    runsAt(2);
  }

  private void runsAt(int parallelism) throws Exception {
    Await.until(
        WITHIN, cluster::describe, () -> cluster.rest().runsAt(parallelism, BETWEEN_QUESTIONS));
  }

  private RunningLogtrail part(String command) throws Exception {
    return RunningLogtrail.part(command, directory, "--db", database.settings().url());
  }
}
