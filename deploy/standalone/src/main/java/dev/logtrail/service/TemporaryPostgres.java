package dev.logtrail.service;

import dev.logtrail.bench.FreshStore;
import dev.logtrail.service.settings.UserError;
import dev.logtrail.store.postgres.DatabaseSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** An embedded PostgreSQL, set up as {@code up} does, in a directory that goes with it. */
public final class TemporaryPostgres implements FreshStore {
  private final Path directory;
  private final EmbeddedPostgresServer server;

  private TemporaryPostgres(Path directory) {
    this.directory = directory;
    this.server = EmbeddedPostgresServer.start(directory);
  }

  public static TemporaryPostgres start() {
    try {
      return new TemporaryPostgres(Files.createTempDirectory("logtrail-bench"));
    } catch (IOException e) {
      throw new UserError("no temporary directory can be made: " + e.getMessage(), e);
    }
  }

  @Override
  public DatabaseSettings settings() {
    return server.settings();
  }

  @Override
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

  @Override
  public Path directory() {
    return directory;
  }

  @Override
  public void close() {
    try {
      server.close();
      delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(directory + " cannot be tidied up", e);
    }
  }

  static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
