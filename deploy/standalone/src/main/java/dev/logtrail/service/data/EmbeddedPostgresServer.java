package dev.logtrail.service.data;

import dev.logtrail.service.settings.UserError;
import dev.logtrail.store.postgres.DatabaseSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The embedded PostgreSQL server, in the data directory. It survives a kill -9 of this program; the
 * next start stops it first.
 */
public final class EmbeddedPostgresServer implements AutoCloseable {
  private static final Duration START_WITHIN = Duration.ofSeconds(60);
  private static final String USER = "postgres";

  private final EmbeddedPostgres server;

  private EmbeddedPostgresServer(EmbeddedPostgres server) {
    this.server = server;
  }

  /**
   * Starts the server; makes its directory on the first start.
   *
   * @param data the data directory, which this process owns alone
   * @throws UserError if it does not start; the message names the server's log
   */
  public static EmbeddedPostgresServer start(Path data) {
    Path log = data.resolve("postgres.log");
    Path directory = data.resolve("postgres");
    OrphanedPostgres.stop(directory);
    try {
      Files.createDirectories(directory);
      return new EmbeddedPostgresServer(
          EmbeddedPostgres.builder()
              .setDataDirectory(directory)
              .setCleanDataDirectory(false)
              .setRegisterShutdownHook(false)
              .setPGStartupWait(START_WITHIN)
              // The library starts a throw-away server for tests: no fsync, no waiting for commits.
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("max_connections", "50")
              .setServerConfig("shared_buffers", "128MB")
              .setServerConfig("max_wal_size", "2GB")
              .setServerConfig("autovacuum_naptime", "15s")
              .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start());
    } catch (IOException | RuntimeException e) {
      throw new UserError(
          "the embedded PostgreSQL in %s did not start: %s. Its log is %s; with --db another server can be used."
              .formatted(directory, e.getMessage(), log),
          e);
    }
  }

  /** How to reach it. */
  public DatabaseSettings settings() {
    return new DatabaseSettings(server.getJdbcUrl(USER, USER), null, null);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
