package dev.logtrail.service.data;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One run of the embedded server, from its start to its end: a postmaster and its children. */
final class EmbeddedPostgresProcess {
  private static final Duration END_WITHIN = Duration.ofSeconds(10);

  private final EmbeddedPostgres server;
  private final ProcessHandle postmaster;
  private volatile List<ProcessHandle> family;

  private EmbeddedPostgresProcess(EmbeddedPostgres server, ProcessHandle postmaster) {
    this.server = server;
    this.postmaster = postmaster;
    this.family = List.of(postmaster);
  }

  /**
   * Starts the server on a data directory, which is made on the first start.
   *
   * @param port to listen on; 0 for any free one
   * @param within how long it may take, such as to recover after a crash
   * @throws IOException if it does not answer in time
   */
  static EmbeddedPostgresProcess start(Path directory, Path log, int port, Duration within)
      throws IOException {
    Files.createDirectories(directory);
    EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setDataDirectory(directory)
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setPort(port)
            .setPGStartupWait(within)
            // The library starts a throw-away server for tests: no fsync, no waiting for commits.
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("max_connections", "50")
            .setServerConfig("shared_buffers", "128MB")
            .setServerConfig("max_wal_size", "2GB")
            .setServerConfig("autovacuum_naptime", "15s")
            .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new EmbeddedPostgresProcess(server, postmaster(directory));
  }

  /** The library knows only the process that started it. */
  private static ProcessHandle postmaster(Path directory) throws IOException {
    String pid = Files.readAllLines(directory.resolve("postmaster.pid")).get(0).strip();
    return ProcessHandle.of(Long.parseLong(pid))
        .orElseThrow(() -> new IOException("it ended as soon as it had started"));
  }

  int port() {
    return server.getPort();
  }

  String url(String user) {
    return server.getJdbcUrl(user, user);
  }

  boolean isAlive() {
    return Processes.isRunning(postmaster);
  }

  /** Notes its children, so that they can be ended when the postmaster is gone. */
  void look() {
    List<ProcessHandle> seen = new ArrayList<>();
    seen.add(postmaster);
    seen.addAll(Processes.children(postmaster)); // These have none of their own.
    if (isAlive()) {
      family = seen;
    }
  }

  /** Ends it and its children at once, as a crash would; its data survive that. */
  void kill() throws IOException {
    look();
    // A handle stands for one process: a later one with the same number is never hit.
    family.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle process : family) {
      if (!Processes.awaitEnd(process, END_WITHIN)) {
        throw new IOException("process " + process.pid() + " does not end");
      }
    }
    close();
  }

  /**
   * Stops it in an orderly way, or else at once; for one that has ended, gives back what it held.
   */
  void close() throws IOException {
    server.close();
    if (!Processes.awaitEnd(postmaster, END_WITHIN)) {
      postmaster.destroyForcibly();
    }
  }
}
