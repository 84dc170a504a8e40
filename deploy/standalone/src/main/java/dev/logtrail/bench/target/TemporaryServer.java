package dev.logtrail.bench.target;

import dev.logtrail.service.Progress;
import dev.logtrail.service.Service;
import dev.logtrail.service.settings.ServiceOptions;
import dev.logtrail.service.settings.UserError;
import dev.logtrail.store.postgres.DatabaseSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** What {@code up} runs, empty, on any free port and in a temporary directory. */
public final class TemporaryServer implements AutoCloseable {
  private final Path directory;
  private final boolean kept;
  private final List<String> flags;
  private final AtExit atExit;
  private Service service;

  private TemporaryServer(Path directory, boolean kept, List<String> flags) {
    this.directory = directory;
    this.kept = kept;
    this.flags = flags;
    this.atExit = AtExit.close(this);
  }

  /** Stops it and starts it again with what it has stored; its address is another then. */
  public synchronized void restart() {
    if (service != null) {
      service.close();
    }
    ServiceOptions options = new ServiceOptions();
    List<String> words = new ArrayList<>(flags);
    words.addAll(List.of("--data", directory.toString(), "--port", "0"));
    new CommandLine(options).parseArgs(words.toArray(String[]::new));
    this.service = Service.start(options, Progress.on(new PrintWriter(System.err, true)));
  }

  /**
   * Starts one in a directory of its own.
   *
   * @throws UserError if that cannot be
   */
  public static TemporaryServer start() {
    return start(new String[0]);
  }

  /**
   * The same with more flags of {@code up}.
   *
   * @throws UserError if that cannot be
   */
  public static TemporaryServer start(String... flags) {
    try {
      TemporaryServer server =
          new TemporaryServer(Files.createTempDirectory("logtrail-bench"), false, List.of(flags));
      server.restart();
      return server;
    } catch (IOException e) {
      throw new UserError("no temporary directory can be made: " + e.getMessage(), e);
    }
  }

  /** Starts one in a directory that stays, with what it holds. */
  public static TemporaryServer in(Path directory) {
    TemporaryServer server = new TemporaryServer(directory, true, List.of());
    server.restart();
    return server;
  }

  /** Its address, with a slash at the end. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + service.port() + "/");
  }

  /** How to reach its database. */
  public DatabaseSettings settings() {
    return service.databaseSettings();
  }

  /** The first process of its database server. */
  public long databasePid() {
    return TemporaryPostgres.pid(directory);
  }

  /** Stops it and deletes everything. */
  @Override
  public synchronized void close() {
    atExit.forget();
    if (service != null) {
      service.close();
      service = null;
    }
    if (kept) {
      return;
    }
    try {
      TemporaryPostgres.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(directory + " cannot be tidied up", e);
    }
  }
}
