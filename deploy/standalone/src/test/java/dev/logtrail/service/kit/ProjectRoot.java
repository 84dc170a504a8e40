package dev.logtrail.service.kit;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the sources lie, whichever directory a test is run in. */
public final class ProjectRoot {
  private ProjectRoot() {}

  /** The directory that holds the launcher. */
  public static Path path() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.exists(directory.resolve("logtrail.cmd"))) {
      directory = directory.getParent();
    }
    return directory;
  }
}
