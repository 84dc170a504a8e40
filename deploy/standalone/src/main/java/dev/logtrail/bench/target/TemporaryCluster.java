package dev.logtrail.bench.target;

import dev.logtrail.service.settings.UserError;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * Logtrail on a database of its own, empty: all in one process, or door, API, JobManager and
 * TaskManager in a process each.
 */
public final class TemporaryCluster implements AutoCloseable {
  private final TemporaryPostgres postgres;
  private final AtExit atExit;
  private final List<PartProcess> parts = new ArrayList<>();
  private URI door;

  private TemporaryCluster(TemporaryPostgres postgres) {
    this.postgres = postgres;
    this.atExit = AtExit.close(this);
  }

  /**
   * Starts one; returns when its door answers.
   *
   * @param slots tasks of each kind; 0 for all in one process
   * @throws UserError if that cannot be
   */
  public static TemporaryCluster start(int slots) throws InterruptedException {
    TemporaryCluster cluster = new TemporaryCluster(TemporaryPostgres.start());
    try {
      cluster.launch(slots);
      return cluster;
    } catch (IOException e) {
      cluster.close();
      throw new UserError("the processes cannot be started: " + e.getMessage(), e);
    } catch (RuntimeException | InterruptedException e) {
      cluster.close();
      throw e;
    }
  }

  private void launch(int slots) throws IOException, InterruptedException {
    List<String> database = List.of("--db", postgres.settings().url());
    List<String> served = List.of("--data", "data", "--port", "0");
    if (slots == 0) {
      door = add("program", List.of("up"), served, database).awaitAddress();
      return;
    }
    String port = Integer.toString(freePort());
    String rest = Integer.toString(freePort());
    String parallelism = Integer.toString(slots);
    PartProcess ingest = add("door", List.of("ingest"), served, database);
    PartProcess api = add("api", List.of("api"), served, database);
    add(
        "jobmanager",
        List.of("flink", "jobmanager", "--flink-port", port, "--flink-rest-port", rest),
        List.of("--parallelism", parallelism, "--data", "data"),
        database);
    add(
        "taskmanager",
        List.of("flink", "taskmanager", "--flink-port", port, "--slots", parallelism),
        List.of("--data", "data"),
        List.of());
    api.awaitAddress();
    door = ingest.awaitAddress();
  }

  private PartProcess add(
      String name, List<String> command, List<String> flags, List<String> database)
      throws IOException {
    List<String> words = new ArrayList<>(command);
    words.addAll(flags);
    words.addAll(database);
    PartProcess part = PartProcess.start(name, postgres.directory(), words);
    synchronized (this) {
      parts.add(part);
    }
    return part;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Where to post, with a slash at the end. */
  public URI door() {
    return door;
  }

  /** Its database. */
  public TemporaryPostgres postgres() {
    return postgres;
  }

  /** Its processes, but for those of the database. */
  public synchronized List<PartProcess> parts() {
    return List.copyOf(parts);
  }

  /** The processes whose CPU, with that of what they have started, is all that is used. */
  public List<Long> pids() {
    return Stream.concat(parts().stream().map(PartProcess::pid), Stream.of(postgres.pid()))
        .toList();
  }

  /** Ends all of them and deletes everything. */
  @Override
  public synchronized void close() {
    atExit.forget();
    List<PartProcess> last = new ArrayList<>(parts);
    Collections.reverse(last);
    last.forEach(PartProcess::close);
    parts.clear();
    postgres.close();
  }
}
