package dev.logtrail.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.demo.TestJson;
import dev.logtrail.demo.lambda.LabelledStream;
import dev.logtrail.service.data.EmbeddedPostgresServer;
import dev.logtrail.service.kit.Await;
import dev.logtrail.service.kit.ChildProcess;
import dev.logtrail.service.kit.LabelCheck;
import dev.logtrail.service.kit.LabelledLoad;
import dev.logtrail.service.kit.RunningLogtrail;
import dev.logtrail.service.kit.StoredEvents;
import dev.logtrail.service.kit.StoredInbox;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The parts in processes of their own on one database: started in any order, killed, and seen. */
@Timeout(240)
class PartsIT {
  private static final long START = 1_795_168_800_123L;
  private static final int SIGTERM_EXIT = 143;
  private static final Duration WITHIN = Duration.ofSeconds(90);

  @TempDir private Path directory;

  @Test
  void eachPartCanBeKilledAndNothingIsLost() throws Exception {
    try (EmbeddedPostgresServer database = database();
        RunningLogtrail doorA = part("ingest", database);
        RunningLogtrail doorB = part("ingest", database);
        RunningLogtrail apiA = part("api", database);
        RunningLogtrail apiB = part("api", database);
        RunningLogtrail jobA = part("job", database);
        RunningLogtrail jobB = job("second", database)) {
      assertStates(jobA, "running");
      assertStates(jobB, "standby");
      assertSaysWhereToGo(doorA, apiA);

      List<LabelledStream> streams = LabelledLoad.streams(4, 12, 20261129, START);
      LabelledLoad load = new LabelledLoad(streams, 2, 7);
      load.use(doorA);
      load.awaitAcknowledged(60, WITHIN);
      assertSeen(apiA, "ingest", "ingest", "api", "api", "job", "job");
      doorA.kill();
      load.use(doorB);
      load.awaitAcknowledged(120, WITHIN);
      jobA.kill();
      apiB.kill();
      load.join(WITHIN);

      Await.until(WITHIN, jobB.process()::describe, () -> state(jobB).equals("running"));
      Await.until(WITHIN, jobB.process()::describe, () -> StoredInbox.isEmpty(database));
      LabelCheck.check(streams, load, StoredEvents.read(apiA));
      // What the second job has stored is seen from a process that stores nothing.
      Await.until(WITHIN, apiA.process()::describe, () -> stored(apiA) > 0);
      assertThat(((Map<?, ?>) status(apiA).get("job")).get("state")).isEqualTo("running");
      Await.until(WITHIN, apiA.process()::describe, () -> parts(apiA).equals("[api, ingest, job]"));
      assertTriesAgainWhatAnotherVersionRefused(database);
      assertThat(apiA.process().err().text()).doesNotContain("ERROR", "Exception");
      for (RunningLogtrail last : List.of(apiA, doorB, jobB)) {
        assertThat(last.stop()).as(last.process().describe()).isEqualTo(SIGTERM_EXIT);
      }
    }
  }

  @Test
  void aPartThatIsStartedBeforeItsDatabaseWaitsAndSaysSo() throws Exception {
    int port = freePort();
    Path data = Files.createDirectory(directory.resolve("late"));
    String url;
    try (EmbeddedPostgresServer first = EmbeddedPostgresServer.start(data)) {
      url = first.settings().url();
    }
    URI door = URI.create("http://127.0.0.1:" + port);
    try (ChildProcess process =
        ChildProcess.start(
            directory, Map.of(), "ingest", "--db", unreachable(url), "--port", "" + port)) {
      Await.until(WITHIN, process::describe, () -> answers(door));
      HttpResponse<String> ready = get(door, "/healthz/ready");
      assertThat(ready.statusCode()).isEqualTo(503);
      Await.until(
          WITHIN,
          process::describe,
          () -> get(door, "/healthz/ready").body().contains("waits for the database: cannot open"));
      assertThat(get(door, "/healthz/live").statusCode()).isEqualTo(200);
      assertThat(get(door, "/anything").headers().firstValue("Retry-After")).hasValue("2");
      process.terminate();
      assertThat(process.awaitExit()).isNotNegative();
      assertThat(process.err().text()).contains("It waits for the database: cannot open");
    }
  }

  @Test
  void aPartNeedsADatabaseOfItsOwn() throws Exception {
    try (ChildProcess process = ChildProcess.start(directory, Map.of(), "api", "--port", "0")) {
      assertThat(process.awaitExit()).isEqualTo(2);
      assertThat(process.err().text()).contains("--db is missing: logtrail api");
    }
  }

  private EmbeddedPostgresServer database() throws IOException {
    return EmbeddedPostgresServer.start(Files.createDirectory(directory.resolve("database")));
  }

  private RunningLogtrail part(String command, EmbeddedPostgresServer database) throws Exception {
    return RunningLogtrail.part(command, directory, "--db", database.settings().url());
  }

  private RunningLogtrail job(String name, EmbeddedPostgresServer database) throws Exception {
    return RunningLogtrail.part(
        "job", Files.createDirectory(directory.resolve(name)), "--db", database.settings().url());
  }

  private static String unreachable(String url) {
    return Pattern.compile(":\\d+/").matcher(url).replaceFirst(":1/");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static boolean answers(URI address) {
    try {
      return get(address, "/healthz/live").statusCode() == 200;
    } catch (Exception e) {
      return false;
    }
  }

  private static HttpResponse<String> get(URI address, String path)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address.resolve(path)).build(), BodyHandlers.ofString());
  }

  private static void assertStates(RunningLogtrail job, String state) throws Exception {
    assertThat(job.get("/healthz/ready").body()).contains("\"state\":\"" + state + "\"");
  }

  private static void assertSaysWhereToGo(RunningLogtrail door, RunningLogtrail api)
      throws Exception {
    assertThat(door.get("/api/v1/trails").body()).contains("a process of `logtrail api`");
    assertThat(door.get("/").statusCode()).isEqualTo(404);
    assertThat(api.get("/").statusCode()).isEqualTo(200);
    HttpResponse<String> posted =
        api.post("/ingest/subscription", "application/json", "{}".getBytes(StandardCharsets.UTF_8));
    assertThat(posted.statusCode()).isEqualTo(404);
    assertThat(posted.body()).contains("a process of `logtrail ingest`");
  }

  /** By the process of the API, since those of the job may be Flink's. */
  private static void assertTriesAgainWhatAnotherVersionRefused(EmbeddedPostgresServer database)
      throws Exception {
    try (Connection connection = DriverManager.getConnection(database.settings().url());
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          insert into dead_letter
            (digest, received_at, source, account, region, stage, reason, body, version)
          values (sha256('x'), now(), 0, '1', 'r', 1, 'refused', '\\x', 'another')
          """);
      Await.until(
          WITHIN,
          () -> "the letter is not tried again",
          () -> {
            try (ResultSet rs = statement.executeQuery("select claimed_by from dead_letter")) {
              return rs.next() && rs.getString(1) != null;
            }
          });
    }
  }

  private static void assertSeen(RunningLogtrail api, String... parts) throws Exception {
    List<String> expected = new ArrayList<>(List.of(parts));
    expected.sort(null);
    Await.until(WITHIN, api.process()::describe, () -> parts(api).equals(expected.toString()));
  }

  private static String parts(RunningLogtrail api) throws Exception {
    return ((List<?>) status(api).get("processes"))
        .stream().map(p -> (String) ((Map<?, ?>) p).get("parts")).sorted().toList().toString();
  }

  private static String state(RunningLogtrail job) throws Exception {
    return (String) ((Map<?, ?>) status(job).get("job")).get("state");
  }

  private static long stored(RunningLogtrail api) throws Exception {
    return ((List<?>) status(api).get("sources"))
        .stream().mapToLong(s -> ((Number) ((Map<?, ?>) s).get("stored")).longValue()).sum();
  }

  private static Map<String, Object> status(RunningLogtrail server) throws Exception {
    return TestJson.object(server.get("/api/v1/status").body().getBytes(StandardCharsets.UTF_8));
  }
}
