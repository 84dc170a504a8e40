package dev.logtrail.cluster;

import dev.logtrail.service.kit.ChildProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A JobManager and TaskManagers, started by {@code logtrail flink}. Closing it leaves no process
 * behind.
 */
final class FlinkCluster implements AutoCloseable {
  /** Where checkpoints and savepoints are. */
  static final String BUCKET = "logtrail";

  private static final int LAUNCHER_HEAP_MB = 64;

  /** As any client of AWS finds them. */
  private static final Map<String, String> CREDENTIALS =
      Map.of(
          "AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test", "AWS_REGION", "eu-west-1");

  private final Path directory;
  private final String database;
  private final URI s3;
  private final int port = freePort();
  private final int restPort = freePort();
  private final FlinkRest rest = new FlinkRest(restPort);
  private final List<ChildProcess> processes = new ArrayList<>();

  /**
   * No processes yet.
   *
   * @param directory that they may write to
   * @param database its JDBC URL
   * @param s3 where S3 is reached, which keeps checkpoints and savepoints
   */
  FlinkCluster(Path directory, String database, URI s3) {
    this.directory = directory;
    this.database = database;
    this.s3 = s3;
  }

  FlinkRest rest() {
    return rest;
  }

  /** Starts a JobManager; the words are further flags. */
  ChildProcess jobManager(String... more) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                "flink",
                "jobmanager",
                "--flink-port",
                "" + port,
                "--flink-rest-port",
                "" + restPort,
                "--parallelism",
                "2",
                "--checkpoints",
                "s3://" + BUCKET + "/flink"));
    words.addAll(List.of(more));
    return start("jobmanager", Map.of("LOGTRAIL_DB", database), words);
  }

  /** Starts a TaskManager. */
  ChildProcess taskManager(int slots) throws IOException {
    return start(
        "taskmanager",
        Map.of(),
        List.of("flink", "taskmanager", "--flink-port", "" + port, "--slots", "" + slots));
  }

  private ChildProcess start(String name, Map<String, String> environment, List<String> words)
      throws IOException {
    Path own = Files.createDirectories(directory.resolve(name));
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of("--flink-conf", "s3.endpoint=" + s3 + ",s3.path-style-access=true"));
    Map<String, String> variables = new HashMap<>(CREDENTIALS);
    variables.putAll(environment);
    ChildProcess process =
        ChildProcess.start(own, variables, LAUNCHER_HEAP_MB, all.toArray(String[]::new));
    processes.add(process);
    return process;
  }

  /** kill -9 of what a launcher has started. */
  static void kill(ChildProcess launcher) throws InterruptedException {
    launcher.killChildren();
    launcher.awaitExit();
  }

  /** What all of them have printed, for messages of failures. */
  String describe() {
    StringBuilder all = new StringBuilder("Flink says: " + rest.state() + "\n");
    processes.forEach(process -> all.append(process.describe()).append('\n'));
    return all.toString();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError("no port is free", e);
    }
  }

  @Override
  public void close() {
    for (ChildProcess process : processes) {
      process.killChildren();
      process.close();
    }
  }
}
