package dev.logtrail.faults.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The processes of the embedded PostgreSQL: the postmaster and the backends of its connections. */
public final class PostgresProcesses {
  private final Path directory;

  /**
   * Those of one database directory.
   *
   * @param directory where {@code postmaster.pid} is while the server runs
   */
  PostgresProcesses(Path directory) {
    this.directory = directory;
  }

  /** The postmaster's id, or 0 if none runs. */
  public long postmaster() {
    try {
      long pid = Long.parseLong(line(0));
      return ProcFiles.title(pid).contains("postgres") ? pid : 0;
    } catch (IOException | RuntimeException e) {
      return 0;
    }
  }

  /** Those that serve connections of clients. */
  public List<Long> backends() {
    return children().stream()
        .filter(pid -> ProcFiles.title(pid).matches("postgres: \\S+ \\S+ [0-9.:]+\\(\\d+\\).*"))
        .toList();
  }

  /** The postmaster and all that it has started. */
  public List<Long> all() {
    List<Long> all = new ArrayList<>(children());
    long postmaster = postmaster();
    if (postmaster != 0) {
      all.add(postmaster);
    }
    return all;
  }

  private List<Long> children() {
    return ProcessHandle.of(postmaster())
        .map(p -> p.children().map(ProcessHandle::pid).toList())
        .orElse(List.of());
  }

  /** How to connect: JDBC, with the port of the server that runs now. */
  public String url() throws IOException {
    return "jdbc:postgresql://127.0.0.1:"
        + line(3)
        + "/postgres?user=postgres&connectTimeout=5&socketTimeout=120";
  }

  /** Sends a signal to processes, by its name: KILL, STOP, CONT, INT, TERM. */
  public void signal(String name, List<Long> pids) throws IOException, InterruptedException {
    ProcFiles.signal(name, pids);
  }

  private String line(int number) throws IOException {
    return Files.readAllLines(directory.resolve("postmaster.pid")).get(number).trim();
  }

  /** Memory of all of them, in KB. */
  long memoryKb() {
    return all().stream().mapToLong(ProcFiles::proportionalKb).sum();
  }
}
