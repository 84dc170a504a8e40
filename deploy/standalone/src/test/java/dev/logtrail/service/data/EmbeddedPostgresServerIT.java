package dev.logtrail.service.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.service.kit.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The embedded server ends or hangs, and is started again with what it holds. */
@Timeout(120)
class EmbeddedPostgresServerIT {
  private static final Duration WITHIN = Duration.ofSeconds(60);

  @TempDir private Path data;

  @Test
  void aDeadOneIsStartedAgainOnTheSamePortAndData() throws Exception {
    try (EmbeddedPostgresServer server = EmbeddedPostgresServer.start(data)) {
      fill(server);
      for (int i = 0; i < 2; i++) {
        long pid = pid();
        signal("-KILL", pid);
        Await.until(WITHIN, () -> "still " + server.problem(), () -> answers(server, pid));
      }
      assertThat(server.problem()).isNull();
    }
    assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
  }

  @Test
  void aHungOneIsKilledAndStartedAgain() throws Exception {
    try (EmbeddedPostgresServer server =
        EmbeddedPostgresServer.start(data, Duration.ofSeconds(1), Duration.ofSeconds(1))) {
      fill(server);
      long pid = pid();
      signal("-STOP", pid);
      Await.until(WITHIN, () -> "no problem seen", () -> server.problem() != null);
      assertThat(server.problem()).contains("does not answer");
      Await.until(WITHIN, () -> "still " + server.problem(), () -> answers(server, pid));
      assertThat(ProcessHandle.of(pid)).isEmpty();
    }
  }

  private static void fill(EmbeddedPostgresServer server) throws SQLException {
    try (Connection connection = DriverManager.getConnection(server.settings().url());
        Statement statement = connection.createStatement()) {
      statement.execute("create table kept as select 42 as number");
    }
  }

  private boolean answers(EmbeddedPostgresServer server, long formerPid) throws Exception {
    if (server.problem() != null || pid() == formerPid) {
      return false;
    }
    try (Connection connection = DriverManager.getConnection(server.settings().url());
        Statement statement = connection.createStatement();
        ResultSet rs = statement.executeQuery("select number from kept")) {
      return rs.next() && rs.getInt(1) == 42;
    } catch (SQLException e) {
      return false;
    }
  }

  private long pid() throws Exception {
    Path file = data.resolve("postgres/postmaster.pid");
    return Files.exists(file) ? Long.parseLong(Files.readAllLines(file).get(0).strip()) : 0;
  }

  private static void signal(String signal, long pid) throws Exception {
    assertThat(new ProcessBuilder("kill", signal, Long.toString(pid)).start().waitFor()).isZero();
  }
}
