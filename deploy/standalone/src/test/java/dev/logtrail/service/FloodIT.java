package dev.logtrail.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.demo.lambda.LabelledStream;
import dev.logtrail.service.kit.LabelCheck;
import dev.logtrail.service.kit.LabelledLoad;
import dev.logtrail.service.kit.RunningLogtrail;
import dev.logtrail.service.kit.Sentinels;
import dev.logtrail.service.kit.StoredEvents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A flood while the database stores nothing at all: the inbox fills up to its limit, then senders
 * are told to come again; memory stays small; in the end all is stored once, where it belongs.
 */
@Timeout(240)
class FloodIT {
  private static final long SEED = 20261121;
  private static final long START = 1_795_168_800_123L;
  private static final int CLIENTS = 8;
  private static final int STREAMS_A_FUNCTION = 9;
  private static final int REQUESTS_A_STREAM = 50;
  private static final int INBOX_MB = 1;

  /** Much less than what is posted comes to in memory. */
  private static final int HEAP_MB = 160;

  private static final Duration WITHIN = Duration.ofSeconds(120);

  @TempDir private Path directory;

  @Test
  void whatIsTooMuchIsRefusedAndWhatIsTakenIsStored() throws Exception {
    List<LabelledStream> streams =
        LabelledLoad.streams(STREAMS_A_FUNCTION, REQUESTS_A_STREAM, SEED, START);
    Path data = directory.resolve("data");
    try (RunningLogtrail server =
        RunningLogtrail.start(HEAP_MB, data, "--inbox-mb", String.valueOf(INBOX_MB))) {
      LabelledLoad load = new LabelledLoad(streams, CLIENTS, SEED, Duration.ZERO);
      try (Connection connection = DriverManager.getConnection(url(data));
          Statement statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        statement.execute("lock table trail in share mode"); // Reading goes on, writing waits.
        load.use(server);
        load.awaitRefusals(50, WITHIN);
        assertThat(server.get("/healthz/live").statusCode()).isEqualTo(200);
        assertThat(server.get("/api/v1/trails").statusCode()).isEqualTo(200);
        connection.rollback();
      }
      load.join(WITHIN);
      Sentinels.post(server).await(WITHIN);
      System.out.println("FloodIT: " + LabelCheck.check(streams, load, StoredEvents.read(server)));
    }
  }

  private static String url(Path data) throws Exception {
    String port = Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(3).trim();
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
  }
}
