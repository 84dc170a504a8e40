package dev.logtrail.bench.target;

import dev.logtrail.service.data.EmbeddedPostgresServer;
import dev.logtrail.service.settings.UserError;
import dev.logtrail.store.postgres.DatabaseSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** An empty embedded PostgreSQL, set up as {@code up} does, in a temporary directory. */
public final class TemporaryPostgres implements AutoCloseable {
  private final Path directory;
  private final AtExit atExit;
  private EmbeddedPostgresServer server;

  private TemporaryPostgres(Path directory) {
    this.directory = directory;
    this.atExit = AtExit.close(this);
  }

  /**
   * Starts one in a directory of its own.
   *
   * @throws UserError if that cannot be
   */
  public static TemporaryPostgres start() {
    try {
      TemporaryPostgres postgres =
          new TemporaryPostgres(Files.createTempDirectory("logtrail-bench"));
      postgres.launch();
      return postgres;
    } catch (IOException e) {
      throw new UserError("no temporary directory can be made: " + e.getMessage(), e);
    }
  }

  private synchronized void launch() {
    server = EmbeddedPostgresServer.start(directory);
  }

  /** How to reach it. */
  public DatabaseSettings settings() {
    return server.settings();
  }

  /** The server's first process. */
  public long pid() {
    return pid(directory);
  }

  /** The first process of the server in a data directory. */
  static long pid(Path data) {
    try {
      Path file = data.resolve("postgres").resolve("postmaster.pid");
      return Long.parseLong(Files.readAllLines(file).get(0).trim());
    } catch (IOException e) {
      throw new UncheckedIOException("the server does not run", e);
    }
  }

  /** A directory for what a measurement keeps beside it. */
  public Path directory() {
    return directory;
  }

  /** Stops it and deletes everything. */
  @Override
  public synchronized void close() {
    atExit.forget();
    try {
      if (server != null) {
        server.close();
        server = null;
      }
      delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(directory + " cannot be tidied up", e);
    }
  }

  static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
