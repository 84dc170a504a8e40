package dev.logtrail.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.service.kit.ChildProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code up} says when it cannot start: one clear text on stderr, nothing else. */
@Timeout(60)
class UpErrorsIT {
  private static final int FAILED = 1;
  private static final int CALLED_WRONGLY = 2;

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --port abc              | Invalid value for option '--port': 'abc' is no whole number
          --port 70000            | --port is 70000: give 0 (any free) to 65535
          --parallelism 0         | --parallelism is 0; right would be 1 to 64
          --retention-days 0      | --retention-days is 0; right would be 1 or more
          --account=              | --account is empty; right would be a number such as 123456789012
          --token=                | --token is empty; right would be a secret, or no --token at all
          --allow-origin ide      | --allow-origin is 'ide': give scheme and host only, such as https://ide.example.com, or *
          --db postgres://x       | --db: not a JDBC URL of PostgreSQL: postgres://x; right would be jdbc:postgresql://host:5432/database
          --host 0.0.0.0          | --host 0.0.0.0 can be reached from other machines: that needs LOGTRAIL_TOKEN (to read) and LOGTRAIL_INGEST_TOKEN (to send); or keep the default 127.0.0.1
          --host no.such.invalid  | --host no.such.invalid is no address; right would be 127.0.0.1, or 0.0.0.0 for all
          --alerts none.yaml      | --alerts none.yaml: it cannot be read: there is no such file
          --otlp-endpoint collector | --otlp-endpoint: 'collector' is no address of a receiver; right would be http://host:4318
          --otlp-signals logs     | --otlp-headers, --otlp-signals and --otlp-delivery are for --otlp-endpoint: give that, too
          --otlp-endpoint http://c --otlp-headers k:v | --otlp-headers: '' with its value is no header; right would be api-key=SECRET
          --otlp-endpoint http://c --otlp-delivery once | --otlp-delivery is 'once'; right would be at-least-once or at-most-once
          --otlp-endpoint http://c --otlp-signals log | --otlp-signals is 'log'; right would be traces, logs, or traces,logs
          --nonsense              | Unknown option: '--nonsense'
          """)
  void namesTheFlagAndWhatWouldBeRight(String flags, String text) throws Exception {
    assertThat(failure(CALLED_WRONGLY, Map.of(), flags.split(" ")))
        .startsWith("logtrail up: " + text);
    assertThat(directory.resolve("data")).doesNotExist();
  }

  @Test
  void oneTokenIsNotEnoughForOtherMachines() throws Exception {
    assertThat(failure(CALLED_WRONGLY, Map.of("LOGTRAIL_TOKEN", "t"), "--host", "0.0.0.0"))
        .startsWith("logtrail up: --host 0.0.0.0 can be reached from other machines");
  }

  @Test
  void namesTheVariableThatIsMeant() throws Exception {
    assertThat(failure(CALLED_WRONGLY, Map.of("LOGTRAIL_PROT", "1")))
        .isEqualTo(
            "logtrail: the variable LOGTRAIL_PROT is no setting: did you mean LOGTRAIL_PORT?\n");
  }

  @Test
  void namesTheKeyThatIsMeant() throws Exception {
    Path file = Files.writeString(directory.resolve("logtrail.yaml"), "prot: 1\n");
    assertThat(failure(CALLED_WRONGLY, Map.of("LOGTRAIL_CONFIG", file.toString())))
        .isEqualTo("logtrail: " + file + ": the key prot is no setting: did you mean port?\n");
  }

  @Test
  void namesTheSettingsFileThatIsMissing() throws Exception {
    assertThat(failure(CALLED_WRONGLY, Map.of("LOGTRAIL_CONFIG", "missing.yaml")))
        .isEqualTo(
            "logtrail: the settings file missing.yaml cannot be read: there is no such file\n");
  }

  @Test
  void thePortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = taken.getLocalPort();
      assertThat(failure(FAILED, Map.of(), "--port", Integer.toString(port)))
          .startsWith("logtrail up: cannot listen on 127.0.0.1 port " + port + ": ")
          .endsWith("Stop what listens there, or choose another with --port or --host\n");
    }
  }

  @Test
  void theDatabaseCannotBeReached() throws Exception {
    String url = "jdbc:postgresql://127.0.0.1:" + closedPort() + "/logtrail";
    assertThat(failure(FAILED, Map.of(), "--port", "0", "--db", url))
        .startsWith("logtrail up: cannot open PostgreSQL at " + url + " as the URL's user: ")
        .endsWith(". Start the server, or correct URL, user and password.\n")
        .hasLineCount(1);
  }

  @Test
  void theDataDirectoryIsAFile() throws Exception {
    Path file = Files.createFile(directory.resolve("data"));
    assertThat(failure(FAILED, Map.of(), "--port", "0"))
        .isEqualTo(
            "logtrail up: the data directory %s cannot be used: a file of that name is there; choose another with --data\n"
                .formatted(file));
  }

  @Test
  void theDataDirectoryMayNotBeWritten() throws Exception {
    Path data = directory.resolve("data");
    Files.createDirectory(
        data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
    if (Files.isWritable(data)) {
      System.out.println("UpErrorsIT: nothing is unwritable for this user; not tested");
      return;
    }
    assertThat(failure(FAILED, Map.of(), "--port", "0"))
        .isEqualTo(
            "logtrail up: the data directory %s cannot be used: permission denied; choose another with --data\n"
                .formatted(data));
  }

  /** What stands on stderr, after a look at all else that must hold of every failure. */
  private String failure(int exitCode, Map<String, String> environment, String... flags)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("up", "--data", data()));
    words.addAll(List.of(flags));
    try (ChildProcess process =
        ChildProcess.start(directory, environment, words.toArray(String[]::new))) {
      assertThat(process.awaitExit()).as(process.describe()).isEqualTo(exitCode);
      assertThat(process.out().text()).isEmpty();
      assertThat(process.err().text()).doesNotContain("\tat ", "Exception", "..");
      return process.err().text();
    }
  }

  private String data() {
    return directory.resolve("data").toString();
  }

  private static int closedPort() throws IOException {
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return closed.getLocalPort();
    }
  }
}
