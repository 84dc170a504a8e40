package dev.logtrail.service.data;

import dev.logtrail.service.settings.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops the PostgreSQL server that a killed program left behind in its data directory, and no other
 * process.
 */
public final class OrphanedPostgres {
  private static final Logger LOG = LoggerFactory.getLogger(OrphanedPostgres.class);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

  private OrphanedPostgres() {}

  /**
   * Stops the server that {@code directory/postmaster.pid} names, if it runs on that very
   * directory.
   */
  public static void stop(Path directory) {
    Path pidFile = directory.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    try {
      List<String> lines = Files.readAllLines(pidFile);
      long pid = Long.parseLong(lines.get(0).trim());
      boolean ours =
          lines.size() > 1
              && Path.of(lines.get(1).trim()).toRealPath().equals(directory.toRealPath());
      ProcessHandle process = ProcessHandle.of(pid).orElse(null);
      if (ours && process != null && isPostgres(process)) {
        LOG.info("Stopping PostgreSQL (process {}), left behind by a program that was killed", pid);
        end(process);
      }
      Files.deleteIfExists(pidFile);
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
      throw new UserError(
          "cannot read "
              + pidFile
              + ": "
              + e.getMessage()
              + ". If no PostgreSQL runs there, delete it.",
          e);
    }
  }

  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().map(command -> command.contains("postgres")).orElse(false);
  }

  private static void end(ProcessHandle process) throws IOException {
    process.destroy();
    if (!Processes.awaitEnd(process, STOP_WITHIN)) {
      process.destroyForcibly();
      if (!Processes.awaitEnd(process, STOP_WITHIN)) {
        throw new IOException("process " + process.pid() + " does not end");
      }
    }
  }
}
