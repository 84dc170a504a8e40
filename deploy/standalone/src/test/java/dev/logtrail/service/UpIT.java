package dev.logtrail.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.service.data.OrphanedPostgres;
import dev.logtrail.service.data.Processes;
import dev.logtrail.service.kit.Await;
import dev.logtrail.service.kit.ChildProcess;
import dev.logtrail.service.kit.ColdPythonRequest;
import dev.logtrail.service.kit.ListeningSockets;
import dev.logtrail.service.kit.RunningLogtrail;
import dev.logtrail.service.kit.Sentinels;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code up} in good health: what it prints, who may talk to it, and how it ends. */
@Timeout(120)
class UpIT {
  private static final Duration WITHIN = Duration.ofSeconds(60);
  private static final String TRAIL = "/api/v1/trails/" + ColdPythonRequest.ID;

  @TempDir private Path directory;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void saysOnlyThatItIsReadyAndLeavesNothingBehind() throws Exception {
    for (int start = 0; start < 2; start++) {
      ProcessHandle postgres;
      try (RunningLogtrail server = RunningLogtrail.start(data())) {
        postgres = ProcessHandle.of(postgres()).orElseThrow();
        if (start == 0) {
          new ColdPythonRequest().postEvents(server);
          Sentinels.post(server).await(WITHIN);
        }
        assertThat(server.get(TRAIL).statusCode()).as("kept").isEqualTo(200);
        assertThat(server.stop()).isIn(0, 143);
        assertThat(server.process().out().text())
            .matches(
                "Logtrail is ready at http://127\\.0\\.0\\.1:\\d+/ \\(\\d+\\.\\d s\\)\\. Ctrl-C"
                    + " stops it; nothing is lost\\.\n"
                    + "It may use 512 MB of heap, and its budgets follow: LOGTRAIL_HEAP sets"
                    + " it\\.\n"
                    + "It opens up to \\d+ connections to the database, which allows \\d+:"
                    + " --db-connections sets those of its pool \\(10\\)\\.\n");
        assertThat(server.process().err().text()).isEmpty();
        System.out.print("UpIT: " + server.process().out().text());
      }
      assertThat(data().resolve("postgres/postmaster.pid")).doesNotExist();
      Await.until(WITHIN, () -> "PostgreSQL still runs", () -> !Processes.isRunning(postgres));
    }
  }

  @Test
  void canBeStoppedWhileItStarts() throws Exception {
    try (ChildProcess process = RunningLogtrail.launch(data(), Map.of())) {
      Path pid = data().resolve("postgres/postmaster.pid");
      Await.until(WITHIN, process::describe, () -> Files.exists(pid));
      process.terminate();
      assertThat(process.awaitExit()).as(process.describe()).isIn(0, 143);
      assertThat(process.err().text()).doesNotContain("ERROR", "Exception");
      assertThat(process.out().text()).as("it does not go on starting").isEmpty();
      assertThat(pid).doesNotExist();
    } finally {
      OrphanedPostgres.stop(data().resolve("postgres"));
    }
  }

  @Test
  void letsInNobodyFromElsewhereAndNobodyWithoutAToken() throws Exception {
    try (RunningLogtrail server =
        RunningLogtrail.start(data(), "--token", "reader", "--ingest-token", "sender")) {
      assertListensToThisMachineOnly(server.process().pid(), postgres());
      URI read = server.address().resolve("/api/v1/trails");
      URI send = server.address().resolve("/ingest/invocations");
      assertThat(ask(read, null, null)).isEqualTo(401);
      assertThat(ask(read, "sender", null)).isIn(401, 403);
      assertThat(ask(read, "reader", null)).isEqualTo(200);
      byte[] body = new ColdPythonRequest().invocation();
      assertThat(ask(send, null, body)).isEqualTo(401);
      assertThat(ask(send, "reader", body)).isIn(401, 403);
      assertThat(ask(send, "sender", body)).isEqualTo(200);
      assertThat(ask(server.address().resolve("/healthz/live"), null, null)).isEqualTo(200);
    }
  }

  private static void assertListensToThisMachineOnly(long... processes) throws Exception {
    if (!ListeningSockets.canBeTold()) {
      System.out.println("UpIT: this system has no /proc/net/tcp; listening is not tested");
      return;
    }
    for (long pid : processes) {
      assertThat(ListeningSockets.addresses(pid))
          .isNotEmpty()
          .isSubsetOf(
              "0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F");
    }
  }

  private int ask(URI uri, String token, byte[] body) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (body != null) {
      request.POST(BodyPublishers.ofByteArray(body));
    }
    HttpResponse<Void> answer = http.send(request.build(), BodyHandlers.discarding());
    return answer.statusCode();
  }

  private Path data() {
    return directory.resolve("data");
  }

  private long postgres() throws Exception {
    return Long.parseLong(
        Files.readAllLines(data().resolve("postgres/postmaster.pid")).get(0).strip());
  }
}
