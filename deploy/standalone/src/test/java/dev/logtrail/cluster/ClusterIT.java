package dev.logtrail.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.demo.lambda.LabelledStream;
import dev.logtrail.ingest.source.s3.S3Stub;
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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job on a Flink cluster of separate JVMs, whose checkpoints are in S3, under labelled load:
 * TaskManager, JobManager and database are ended, it is rescaled while it runs, and upgraded by a
 * savepoint. Nothing is lost or doubled. {@code -Dcluster.seconds=600} goes on for so long, with
 * two doors, of which one is killed, and two APIs.
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
  private S3Stub bucket;
  private RunningLogtrail door;
  private RunningLogtrail otherDoor;
  private ChildProcess jobManager;
  private ChildProcess taskManager;
  private Standstill standstill;

  @Test
  void nothingIsLostOrDoubledWhateverIsEnded() throws Exception {
    data = Files.createDirectory(directory.resolve("database"));
    long end = System.nanoTime() + SECONDS * 1_000_000_000L;
    try (EmbeddedPostgresServer postgres = EmbeddedPostgresServer.start(data);
        S3Stub s3 = new S3Stub();
        FlinkCluster flink =
            new FlinkCluster(directory, postgres.settings().url(), s3.endpoint())) {
      database = postgres;
      bucket = s3;
      cluster = flink;
      standstill = new Standstill(postgres);
      jobManager = cluster.jobManager();
      taskManager = cluster.taskManager(2);
      try (RunningLogtrail api = part("api")) {
        door = part("ingest");
        otherDoor = SECONDS > 0 ? part("ingest") : null;
        runsAt(2);
        Map<String, List<Place>> checked = new HashMap<>();
        int round = 0;
        do {
          checked.putAll(round(round++, api));
        } while (System.nanoTime() < end);
        assertThat(StoredEvents.read(api).places().keySet()).isEqualTo(checked.keySet());
        System.out.println(
            "%d rounds: %d events stored once, 0 lost, 0 doubled".formatted(round, checked.size()));
        // Each process reports every few seconds: of a new one the last word may be "restarting".
        Await.until(WITHIN, cluster::describe, () -> status(api).contains("\"state\":\"running\""));
        assertThat(status(api)).contains("\"flink jobmanager\"", "\"flink taskmanager\"");
        try (RunningLogtrail second = part("job")) {
          assertThat(second.get("/healthz/ready").body()).contains("\"state\":\"standby\"");
        }
        if (SECONDS > 0) {
          try (RunningLogtrail second = part("api")) {
            assertThat(StoredEvents.read(second).places())
                .isEqualTo(StoredEvents.read(api).places());
          }
        }
      } finally {
        close(door);
        close(otherDoor);
        System.out.println(standstill.table());
      }
    }
  }

  private static void close(RunningLogtrail part) {
    if (part != null) {
      part.close();
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

  /** The other one is posted to from now on; one more is started beside it. */
  private void killDoor(LabelledLoad load) throws Exception {
    door.kill();
    load.use(otherDoor);
    door.close();
    door = otherDoor;
    otherDoor = part("ingest");
  }

  private void upgrade() throws Exception {
    long began = System.nanoTime();
    String savepoint = cluster.rest().stopWithSavepoint(WITHIN);
    double savedS = (System.nanoTime() - began) / 1e9;
    assertThat(savepoint).startsWith("s3://" + FlinkCluster.BUCKET + "/flink/savepoints/");
    jobManager.awaitExit();
    double endedS = (System.nanoTime() - began) / 1e9;
    assertThat(bucket.keys()).contains(savepoint.replaceFirst("s3://", "") + "/_metadata");
    jobManager = cluster.jobManager("--from-savepoint", savepoint);
    runsAt(2);
    System.out.printf(
        Locale.ROOT,
        "upgrade: savepoint after %.1f s, JobManager ended after %.1f s, all run after %.1f s%n",
        savedS,
        endedS,
        (System.nanoTime() - began) / 1e9);
  }

  private void runsAt(int parallelism) throws Exception {
    Await.until(
        WITHIN, cluster::describe, () -> cluster.rest().runsAt(parallelism, BETWEEN_QUESTIONS));
  }

  private RunningLogtrail part(String command) throws Exception {
    return RunningLogtrail.part(command, directory, "--db", database.settings().url());
  }
}
