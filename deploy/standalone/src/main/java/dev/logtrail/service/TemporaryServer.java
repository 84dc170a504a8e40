package dev.logtrail.service;

import dev.logtrail.bench.RunningServer;
import dev.logtrail.service.settings.UserError;
import dev.logtrail.store.postgres.DatabaseSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;

/** What {@code up} runs, on any free port and in a directory that goes with it. */
public final class TemporaryServer implements RunningServer {
  private final Path directory;
  private Service service;

  private TemporaryServer(Path directory) {
    this.directory = directory;
    restart();
  }

  @Override
  public void restart() {
    if (service != null) {
      service.close();
    }
    ServiceOptions options = new ServiceOptions();
    new CommandLine(options).parseArgs("--data", directory.toString(), "--port", "0");
    this.service = Service.start(options, Progress.on(new PrintWriter(System.err, true)));
  }

  public static TemporaryServer start() {
    try {
      return new TemporaryServer(Files.createTempDirectory("logtrail-bench"));
    } catch (IOException e) {
      throw new UserError("no temporary directory can be made: " + e.getMessage(), e);
    }
  }

  @Override
  public URI uri() {
    return URI.create("http://127.0.0.1:" + service.port() + "/");
  }

  @Override
  public DatabaseSettings settings() {
    return service.settings();
  }

  @Override
  public long databasePid() {
    return TemporaryPostgres.pid(directory);
  }

  @Override
  public void close() {
    service.close();
    try {
      TemporaryPostgres.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(directory + " cannot be tidied up", e);
    }
  }
}
